/**
 * # A session that holds
 *
 * The lab's site `accounts` has a page for users who are logged in. Write
 * `createVisitor`: it returns a function that reads this page, and that logs in
 * by itself.
 *
 * - `POST /login` takes `username` and `password` as a form, and answers with
 *   a cookie (`set-cookie`) and a redirect. You need not follow the redirect;
 *   `fetch` does, unless you say `redirect: 'manual'`. With a wrong password,
 *   `POST /login` answers 401.
 * - `GET /account` with that `cookie`, and with `accept: application/json`,
 *   returns `{ "username": …, "visits": … }`. Without a valid session, it
 *   answers 401.
 * - Log in once for each session: on the first visit, and again each time the
 *   old session has ended. If several visits are under way at once, one login
 *   is enough for all of them, even when they all meet the end of a session.
 * - Each visitor has a session of its own. If the login is refused, the visit
 *   rejects, and does not try again.
 *
 * @minutes 20
 * @hint Two functions help: one that logs in and returns a cookie, and one
 *   that requests the page with it. What must happen when the page says 401?
 * @hint Keep the *promise* of the cookie, and not the cookie: visits that come
 *   meanwhile await the same promise. On a 401, put a new login in its place,
 *   and ask once more.
 * @hint Several visits may get a 401 with the same old cookie, and the last of
 *   them long after the new session has begun. So remember which promise you
 *   asked with, and replace `session` only if it is still that one. The
 *   cookie is what stands in `set-cookie` before the first `;`.
 */
import { request } from 'undici';

export interface Login {
  readonly username: string;
  readonly password: string;
}

export interface Account {
  readonly username: string;
  /** How often the page was read in this session. */
  readonly visits: number;
}

/** Returns a function that reads the page of the user of this login. */
export function createVisitor(
  accounts: string,
  login: Login,
): () => Promise<Account> {
  // #region solution
  // TODO: log in when necessary, and read the page.
  let session: Promise<string> | undefined;

  async function logIn(): Promise<string> {
    const { headers, body } = await request(`${accounts}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...login }).toString(),
    });
    await body.dump();
    const [cookie] = String(headers['set-cookie'] ?? '').split(';');
    if (!cookie) throw new Error('The login was refused.');
    return cookie;
  }

  async function read(cookie: string): Promise<Account | undefined> {
    const { statusCode, body } = await request(`${accounts}/account`, {
      headers: { cookie, accept: 'application/json' },
    });
    const answer = await body.json();
    return statusCode === 401 ? undefined : (answer as Account);
  }

  return async () => {
    session ??= logIn();
    const old = session;
    const account = await read(await old);
    if (account) return account;
    // Another visit may have met the end of this session, and logged in.
    if (session === old) session = logIn();
    const again = await read(await session);
    if (!again) throw new Error('The session ended at once.');
    return again;
  };
  // #endregion solution
}

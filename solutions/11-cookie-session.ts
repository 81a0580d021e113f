/**
 * # A session that holds
 *
 * The lab's site `accounts` has a page for those who are logged in. Write
 * `createVisitor`: it gives a function that reads this page, and logs in
 * by itself.
 *
 * - `POST /login` takes `username` and `password` as a form, and answers with
 *   a cookie (`set-cookie`) and a redirect, which you need not follow. With a
 *   wrong password it answers 401.
 * - `GET /account` with that `cookie`, and with `accept: application/json`,
 *   gives `{ "username": …, "visits": … }`. Without a valid session, it
 *   answers 401.
 * - Log in once for each session: on the first visit, and again when the old
 *   session has ended. If several visit at once, one login is enough for all of them.
 * - If the login is refused, the visit rejects. Do not try again.
 *
 * @minutes 15
 * @hint Two functions help: one that logs in and gives a cookie, and one that
 *   asks for the page with it. What must happen when the page says 401?
 * @hint Keep the *promise* of the cookie, and not the cookie: visits that come
 *   meanwhile await the same promise. On a 401, put a new login in its place, and
 *   ask once more.
 * @hint `session ??= logIn()`, then `await read(await session)`; if that is a
 *   401, `session = logIn()` and read again. The cookie is what stands in
 *   `set-cookie` before the first `;`.
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

/** Gives a function that reads the page of the user of this login. */
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
    const account = await read(await session);
    if (account) return account;
    session = logIn();
    const again = await read(await session);
    if (!again) throw new Error('The session ended at once.');
    return again;
  };
  // #endregion solution
}

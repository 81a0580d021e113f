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
  // TODO: log in when necessary, and read the page.
  throw new Error('Not written yet: createVisitor.');
}

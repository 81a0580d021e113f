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
  // TODO: log in when necessary, and read the page.
  throw new Error('Not written yet: createVisitor.');
}

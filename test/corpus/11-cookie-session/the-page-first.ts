// passes
import { request } from 'undici';

interface Login {
  readonly username: string;
  readonly password: string;
}

interface Account {
  readonly username: string;
  readonly visits: number;
}

export function createVisitor(accounts: string, login: Login) {
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
    const answer = (await body.json()) as Account;
    return statusCode === 200 ? answer : undefined;
  }

  async function renew(old: Promise<string> | undefined): Promise<string> {
    if (session === old) {
      const fresh = logIn();
      session = fresh;
    }
    return (await session) ?? '';
  }

  /** Asks without a session as well: the 401 says that there is none. */
  return async function visit(): Promise<Account> {
    const old = session;
    const account = await read((await old) ?? 'none=yet');
    if (account) return account;
    const again = await read(await renew(old));
    if (!again) throw new Error('The session ended at once.');
    return again;
  };
}

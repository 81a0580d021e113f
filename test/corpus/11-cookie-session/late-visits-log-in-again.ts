// fails: logins
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

  let renewing: Promise<string> | undefined;

  /** Visits that get a 401 together share a login; later ones log in again. */
  function renew(): Promise<string> {
    renewing ??= logIn().finally(() => (renewing = undefined));
    return renewing;
  }

  return async () => {
    session ??= logIn();
    const account = await read(await session);
    if (account) return account;
    session = renew();
    return read(await session);
  };
}

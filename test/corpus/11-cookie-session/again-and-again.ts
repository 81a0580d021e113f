// fails: gives-up
import { request } from 'undici';

interface Account {
  readonly username: string;
  readonly visits: number;
}

export function createVisitor(
  accounts: string,
  login: { readonly username: string; readonly password: string },
) {
  let session: Promise<string> | undefined;

  async function logIn(): Promise<string> {
    const { headers, body } = await request(`${accounts}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...login }).toString(),
    });
    await body.dump();
    return String(headers['set-cookie']);
  }

  return async function visit(): Promise<Account> {
    const cookie = await (session ??= logIn());
    const { statusCode, body } = await request(`${accounts}/account`, {
      headers: { cookie, accept: 'application/json' },
    });
    const account = (await body.json()) as Account;
    if (statusCode === 200) return account;
    session = undefined;
    return visit();
  };
}

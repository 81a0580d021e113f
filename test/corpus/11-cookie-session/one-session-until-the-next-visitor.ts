// fails: a-session-each
import { request } from 'undici';
export interface Login {
  readonly username: string;
  readonly password: string;
}
export interface Account {
  readonly username: string;
  readonly visits: number;
}
let session: Promise<string> | undefined;
export function createVisitor(
  accounts: string,
  login: Login,
): () => Promise<Account> {
  async function logIn() {
    const { statusCode, headers, body } = await request(`${accounts}/login`, {
      method: 'POST',
      body: new URLSearchParams({ ...login }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    await body.dump();
    if (statusCode >= 400) {
      session = undefined;
      throw new Error(`Login: ${statusCode}`);
    }
    return String(headers['set-cookie']).split(';')[0] ?? '';
  }
  session = undefined;
  return async function visit() {
    const used = (session ??= logIn());
    const read = async (cookie: string) =>
      request(`${accounts}/account`, {
        headers: { cookie, accept: 'application/json' },
      });
    let answer = await read(await used);
    if (answer.statusCode === 401) {
      await answer.body.dump();
      if (session === used) session = logIn();
      answer = await read(await session);
    }
    return (await answer.body.json()) as Account;
  };
}

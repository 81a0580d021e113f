// fails: logins
import { request } from 'undici';

export function createVisitor(
  accounts: string,
  login: { readonly username: string; readonly password: string },
) {
  async function logIn(): Promise<string> {
    const { headers, body } = await request(`${accounts}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...login }).toString(),
    });
    await body.dump();
    return String(headers['set-cookie']);
  }

  let cookie: Promise<string> | undefined;
  return async () => {
    const { body } = await request(`${accounts}/account`, {
      headers: {
        cookie: await (cookie ??= logIn()),
        accept: 'application/json',
      },
    });
    return body.json();
  };
}

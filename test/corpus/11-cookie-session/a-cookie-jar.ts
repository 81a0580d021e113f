// passes
import { CookieJar } from 'tough-cookie';
import { request } from 'undici';

export function createVisitor(
  accounts: string,
  login: { readonly username: string; readonly password: string },
) {
  const jar = new CookieJar();
  let loggingIn: Promise<void> | undefined;

  async function ask(path: string, form?: string) {
    const url = accounts + path;
    const { statusCode, headers, body } = await request(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        cookie: await jar.getCookieString(url),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: form ?? null,
    });
    const lines = [headers['set-cookie'] ?? []].flat();
    for (const line of lines) await jar.setCookie(line, url);
    return { statusCode, text: await body.text() };
  }

  async function logIn(): Promise<void> {
    const form = new URLSearchParams({ ...login }).toString();
    const { statusCode } = await ask('/login', form);
    if (statusCode !== 303) throw new Error(`Login: ${statusCode}`);
  }

  return async () => {
    const old = (loggingIn ??= logIn());
    await old;
    let page = await ask('/account');
    if (page.statusCode === 401) {
      if (loggingIn === old) loggingIn = logIn();
      await loggingIn;
      page = await ask('/account');
    }
    return JSON.parse(page.text) as { username: string; visits: number };
  };
}

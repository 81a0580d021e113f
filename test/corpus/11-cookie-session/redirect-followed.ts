// fails: value
interface Login {
  readonly username: string;
  readonly password: string;
}

interface Account {
  readonly username: string;
  readonly visits: number;
}

/** fetch follows the redirect, and the answer after it has no cookie. */
export function createVisitor(accounts: string, login: Login) {
  let session: Promise<string> | undefined;

  async function logIn(): Promise<string> {
    const body = new URLSearchParams({ ...login });
    const response = await fetch(`${accounts}/login`, { method: 'POST', body });
    const [cookie] = response.headers.getSetCookie();
    return cookie?.split(';')[0] ?? '';
  }

  return async () => {
    const cookie = await (session ??= logIn());
    const response = await fetch(`${accounts}/account`, {
      headers: { cookie, accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`Status ${response.status}`);
    return (await response.json()) as Account;
  };
}

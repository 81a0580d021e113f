// fails: value
interface Login {
  readonly username: string;
  readonly password: string;
}

interface Account {
  readonly username: string;
  readonly visits: number;
}

async function logIn(accounts: string, login: Login): Promise<string> {
  const response = await fetch(`${accounts}/login`, {
    method: 'POST',
    body: new URLSearchParams({ ...login }),
    redirect: 'manual',
  });
  await response.text();
  const [cookie] = (response.headers.get('set-cookie') ?? '').split(';');
  if (!cookie) throw new Error(`Refused: ${response.status}`);
  return cookie;
}

async function read(
  accounts: string,
  cookie: string,
): Promise<Account | undefined> {
  const response = await fetch(`${accounts}/account`, {
    headers: { cookie, accept: 'application/json' },
  });
  const answer = (await response.json()) as Account;
  return response.ok ? answer : undefined;
}

/** Looks whether it is logged in, by a visit that counts as well. */
export function createVisitor(accounts: string, login: Login) {
  let session: Promise<string> | undefined;
  return async () => {
    session ??= logIn(accounts, login);
    const isLoggedIn = await read(accounts, await session);
    if (!isLoggedIn) session = logIn(accounts, login);
    return read(accounts, await session);
  };
}

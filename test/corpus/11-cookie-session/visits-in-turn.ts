// passes
export interface Login {
  readonly username: string;
  readonly password: string;
}
export interface Account {
  readonly username: string;
  readonly visits: number;
}
export function createVisitor(
  accounts: string,
  login: Login,
): () => Promise<Account> {
  let cookie = '';
  let last: Promise<unknown> = Promise.resolve();
  async function logIn(): Promise<void> {
    const answer = await fetch(`${accounts}/login`, {
      method: 'POST',
      body: new URLSearchParams(Object.entries(login)),
      redirect: 'manual',
    });
    await answer.body?.cancel();
    if (answer.status === 401) throw new Error('Wrong password.');
    cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';', 1)[0])
      .join('; ');
  }
  const read = () =>
    fetch(`${accounts}/account`, {
      headers: { cookie, accept: 'application/json' },
    });
  async function visitAlone(): Promise<Account> {
    if (cookie === '') await logIn();
    let answer = await read();
    if (answer.status === 401) {
      await answer.body?.cancel();
      await logIn();
      answer = await read();
    }
    if (!answer.ok) throw new Error(`Status ${answer.status}.`);
    return (await answer.json()) as Account;
  }
  return () => {
    const mine = last.then(visitAlone, visitAlone);
    last = mine;
    mine.catch(() => undefined);
    return mine;
  };
}

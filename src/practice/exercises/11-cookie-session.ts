import type { IncomingMessage } from 'node:http';
import { labLogin } from '../../lab/login.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { gives, holds } from '../rules/values.ts';
import { post, startFront } from './front.ts';

interface Login {
  readonly username: string;
  readonly password: string;
}

interface Account {
  readonly username: string;
  readonly visits: number;
}

type CreateVisitor = (accounts: string, login: Login) => () => Promise<Account>;

interface Value {
  /** The counts of visits by session; those of visits at once are sorted. */
  readonly visits: readonly (readonly number[])[];
  /** The outcome of a visitor with a wrong password. */
  readonly stranger: 'refused' | 'admitted';
}

/** After this many logins with a wrong password, the front hangs up. */
const mostLogins = 3;

/** How many visits come at once, and how many later. */
const countsOf = (seed: number) => ({ atOnce: 2 + (seed % 3), later: 2 });

async function act(createVisitor: CreateVisitor, { lab, seed }: Scene) {
  let cookie = '';
  let loginsLeft = Infinity;
  function look({ url, headers }: IncomingMessage): boolean {
    cookie = headers.cookie ?? cookie;
    if (url === '/login') loginsLeft -= 1;
    return loginsLeft < 0;
  }
  const front = await startFront(lab.accounts, look);
  try {
    const { atOnce, later } = countsOf(seed);
    const visit = createVisitor(front.url, labLogin);
    const first = await Promise.all(Array.from({ length: atOnce }, visit));
    await post(`${lab.accounts}/logout`, cookie);
    const second: Account[] = [];
    while (second.length < later) second.push(await visit());
    const visits = [first, second].map((session) =>
      session.map((account) => account.visits).sort((a, b) => a - b),
    );
    loginsLeft = mostLogins;
    const wrong = { ...labLogin, password: `not-${seed}` };
    const stranger = await createVisitor(front.url, wrong)().then(
      () => 'admitted' as const,
      () => 'refused' as const,
    );
    return { visits, stranger };
  } finally {
    await front.close();
  }
}

const upTo = (count: number) =>
  Array.from({ length: count }, (_, at) => at + 1);

export const exercise = defineExercise({
  id: '11-cookie-session',
  name: 'createVisitor',
  runs: runsOf({}),
  act,
  rules: [
    holds<Value>('logins', 'one login for each session', ({ stats }) => {
      const { logins = 0 } = stats.accounts ?? {};
      if (logins === 2) return undefined;
      return {
        seen: `${countOf(logins, 'login')} for two sessions`,
        suggests:
          logins < 2
            ? 'An answer with status 401 says that the session has ended: log in again, and then ask again.'
            : 'Visits that come while a login is under way must not start another one. Keep the promise of the login, not only the cookie that it gives.',
      };
    }),
    gives<Value>(
      ({ seed, value }) => {
        const { atOnce, later } = countsOf(seed);
        return { ...value, visits: [upTo(atOnce), upTo(later)] };
      },
      {
        expected: 'each visit counted once by the page, in its session',
        suggests:
          'Request the page once for each visit, with the cookie of the session and with accept: application/json.',
      },
    ),
    holds<Value>(
      'refused',
      'a visitor with a wrong password refused',
      ({ value: { stranger } }) =>
        stranger === 'refused'
          ? undefined
          : {
              seen: 'a visitor that got in',
              suggests:
                'A variable of the module is shared by all visitors. Keep the session inside createVisitor, so that each visitor has its own.',
            },
    ),
    holds<Value>(
      'gives-up',
      'one login attempt with a wrong password',
      ({ stats }) => {
        const { failedLogins = 0 } = stats.accounts ?? {};
        if (failedLogins === 1) return undefined;
        return {
          seen: countOf(failedLogins, 'attempt'),
          suggests:
            'A wrong password stays wrong. Throw when the answer to the login has no cookie, and do not try again.',
        };
      },
    ),
  ],
});

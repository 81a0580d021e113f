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
  /** The visits that were told, by session; those at once are sorted. */
  readonly visits: readonly (readonly number[])[];
  /** What came of a visitor with a wrong password. */
  readonly stranger: 'refused' | 'admitted';
}

/** Logins with a wrong password after which the front hangs up. */
const mostLogins = 3;

/** How many come at once, and how many come later. */
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
            ? 'An answer of 401 says that the session has ended; there is a way to get a new one.'
            : 'Those who come while a login is under way need not begin another: keep the promise of it, and not only what it gives.',
      };
    }),
    gives<Value>(
      ({ seed, value }) => {
        const { atOnce, later } = countsOf(seed);
        return { ...value, visits: [upTo(atOnce), upTo(later)] };
      },
      {
        expected:
          'each visit to be the next one of its session, as the page tells',
        suggests:
          'Ask for the page once for each visit, with the cookie of the session, and for JSON.',
      },
    ),
    holds<Value>(
      'refused',
      'a visitor with a wrong password to be refused',
      ({ value: { stranger } }) =>
        stranger === 'refused'
          ? undefined
          : {
              seen: 'one who got in',
              suggests:
                'Each visitor has a session of its own: what it remembers must not be shared by the module.',
            },
    ),
    holds<Value>(
      'gives-up',
      'one attempt with a wrong password',
      ({ stats }) => {
        const { failedLogins = 0 } = stats.accounts ?? {};
        if (failedLogins === 1) return undefined;
        return {
          seen: `${failedLogins} attempts`,
          suggests:
            'A wrong password stays wrong: an answer to the login that brings no cookie is the end of it.',
        };
      },
    ),
  ],
});

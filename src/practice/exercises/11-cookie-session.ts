import type { IncomingMessage } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { labLogin } from '../../lab/login.ts';
import { describeOutcome, outcomeOf, type Outcome } from '../acting/outcome.ts';
import {
  briefTimeoutMs,
  receiveAllSent,
  waitUntil,
} from '../acting/waiting.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { brief, difference, holds } from '../rules/values.ts';
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
  /** The visits of each session. */
  readonly sessions: readonly (readonly Outcome<Account>[])[];
  /** The successful logins after each session. */
  readonly logins: readonly number[];
  /** Two visits of another visitor, and then the second one in its session. */
  readonly beside: readonly Outcome<Account>[];
  /** The logins before the first visit. */
  readonly loginsBefore: number;
  /** Requests for the page that came without a cookie. */
  readonly withoutCookie: number;
  /** The outcome of a visitor with a wrong password. */
  readonly stranger: Outcome;
}

/** After this many logins with a wrong password, the front hangs up. */
const mostLogins = 3;

/** How many visits come at once in each session. */
const countsOf = (seed: number) => [2 + (seed % 3), 3, 1];

/**
 * A front before the site. When a session has ended, it holds one of the visits
 * that come with the old cookie until another one has the new session.
 */
function createLook() {
  const ended = new Set<string>();
  let cookie = '';
  let held = 0;
  let withoutCookie = 0;
  let loginsLeft = Infinity;
  return {
    cookie: () => cookie,
    withoutCookie: () => withoutCookie,
    endSession: () => {
      ended.add(cookie);
      held = 0;
    },
    limitLogins: () => {
      loginsLeft = mostLogins;
    },
    async look({ url, headers }: IncomingMessage): Promise<boolean> {
      if (url === '/login') loginsLeft -= 1;
      if (loginsLeft < 0) return true;
      if (url !== '/account') return false;
      const own = headers.cookie ?? '';
      if (own === '') withoutCookie += 1;
      else if (!ended.has(own)) cookie = own;
      else if (held++ === 1) {
        await waitUntil(() => !ended.has(cookie), briefTimeoutMs);
      }
      return false;
    },
  };
}

async function act(createVisitor: CreateVisitor, { lab, seed }: Scene) {
  const look = createLook();
  const front = await startFront(lab.accounts, (request) => look.look(request));
  try {
    const visit = createVisitor(front.url, labLogin);
    await receiveAllSent(lab);
    const loginsBefore = (await lab.stats()).accounts?.logins ?? 0;
    const sessions: Outcome<Account>[][] = [];
    const logins: number[] = [];
    for (const [at, count] of countsOf(seed).entries()) {
      if (at > 0) {
        await post(`${lab.accounts}/logout`, look.cookie());
        look.endSession();
      }
      const visits = Array.from({ length: count }, () => outcomeOf(visit));
      sessions.push(await Promise.all(visits));
      logins.push((await lab.stats()).accounts?.logins ?? 0);
    }
    // Another visitor with the same login comes between two visits.
    const other = createVisitor(front.url, labLogin);
    const beside: Outcome<Account>[] = [];
    for (const one of [other, other, visit]) beside.push(await outcomeOf(one));
    look.limitLogins();
    const wrong = { ...labLogin, password: `not-${seed}` };
    const stranger = await outcomeOf(() => createVisitor(front.url, wrong)());
    const withoutCookie = look.withoutCookie();
    return {
      sessions,
      logins,
      loginsBefore,
      beside,
      withoutCookie,
      stranger,
    };
  } finally {
    await front.close();
  }
}

/** A visit may return anything. */
function visitsOf(account: unknown): number {
  const { visits } = Object(account) as Partial<Account>;
  return Number(visits);
}

/** The first visit that did not return an account. */
function failureIn({ sessions }: Value): Outcome | undefined {
  return sessions.flat().find(({ kind }) => kind !== 'gave');
}

function adviceOnLogins(value: Value, at: number): string {
  if (value.logins[0] === 0) {
    return 'The server accepts a login only as a form: POST, with the content-type application/x-www-form-urlencoded, and username and password in the body.';
  }
  return (value.logins[at] ?? 0) < at + 1
    ? 'An answer with status 401 says that the session has ended: log in again, and then ask again.'
    : 'Visits that are under way together need one login. Keep the promise of the login, not only its cookie; and when a visit gets a 401, log in only if no other visit has done so since.';
}

export const exercise = defineExercise({
  id: '11-cookie-session',
  name: 'createVisitor',
  runs: runsOf({}),
  act,
  rules: [
    holds<Value>('logins', 'one login for each session', ({ seed, value }) => {
      if (value.loginsBefore > 0) {
        return {
          seen: `${countOf(value.loginsBefore, 'login')} before the first visit`,
          suggests:
            'A session begins when it is needed: log in on the first visit, not in createVisitor.',
        };
      }
      const at = value.logins.findIndex((count, at) => count !== at + 1);
      if (at < 0) return undefined;
      const count = value.logins[at] ?? 0;
      const failure = failureIn(value);
      // What failed with a new session has another reason than its end.
      const isFirst = value.sessions[0]?.some(({ kind }) => kind !== 'gave');
      if (isFirst && at > 0) return undefined;
      const visits = countOf(countsOf(seed)[at] ?? 0, 'visit');
      return {
        seen: `${countOf(count, 'login')} after session ${at + 1}, in which ${visits} came at once${failure ? `; of a visit: ${describeOutcome(failure)}` : ''}`,
        suggests: adviceOnLogins(value, at),
      };
    }),
    holds<Value>(
      'value',
      'from each visit the account, and each visit counted once',
      ({ seed, value }) => {
        const failure = failureIn(value);
        if (failure) {
          return {
            seen: `of a visit: ${describeOutcome(failure)}`,
            suggests:
              value.withoutCookie > 0
                ? 'The page was requested without a cookie. The cookie comes with the redirect that answers the login: fetch follows it, unless you say redirect: "manual".'
                : 'Request the page with the cookie of the session, and with accept: application/json: without that, it is HTML.',
          };
        }
        const wanted = countsOf(seed).map((count) =>
          Array.from({ length: count }, (_, at) => {
            return { username: labLogin.username, visits: at + 1 };
          }),
        );
        const seen = value.sessions.map((visits) =>
          visits
            .flatMap((one) => (one.kind === 'gave' ? [one.value] : []))
            .sort((one, other) => visitsOf(one) - visitsOf(other)),
        );
        const at = wanted.findIndex(
          (one, at) => !isDeepStrictEqual(one, seen[at]),
        );
        if (at < 0) return undefined;
        return {
          seen: `in session ${at + 1}: ${difference(seen[at], wanted[at])}`,
          suggests:
            'Request the page once for each visit, and return what its JSON says. An answer with status 401 is not an account.',
        };
      },
    ),
    holds<Value>(
      'refused',
      'a rejection for a visitor with a wrong password',
      ({ value: { stranger } }) => {
        if (stranger.kind !== 'gave') return undefined;
        const { username } = Object(stranger.value) as Partial<Account>;
        return {
          seen: `it returned ${brief(stranger.value)}`,
          suggests:
            username === labLogin.username
              ? 'A variable of the module is shared by all visitors. Keep the session inside createVisitor, so that each visitor has its own.'
              : 'That is not an account: it comes with status 401. Look at the status of the login and of the page, and throw.',
        };
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
            'A wrong password stays wrong. Throw when the login is refused, and do not try again.',
        };
      },
    ),
    holds<Value>(
      'a-session-each',
      'a session for each visitor, even with the same login',
      ({ value: { beside } }) => {
        const visits = beside.map((one) =>
          one.kind === 'gave' ? visitsOf(one.value) : describeOutcome(one),
        );
        if (visits.join() === '1,2,2') return undefined;
        return {
          seen: `the visits ${visits.join(', ')} instead of 1, 2, 2, when another visitor came twice and then the first one came again`,
          suggests:
            'A variable of the module is shared by all visitors. Keep the session inside createVisitor, so that each visitor has its own.',
        };
      },
    ),
  ],
});

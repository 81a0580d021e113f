import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { describeOutcome, outcomeOf } from '../acting/outcome.ts';
import type { Outcome } from '../acting/outcome.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';
import { defineExercise, runsOf } from '../exercise.ts';
import type { Scene } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';

type FetchPatiently = (
  url: string,
  options: {
    readonly most: number;
    readonly backOffMs: (attempts: number) => number;
    readonly sleep: (ms: number) => Promise<void>;
  },
) => unknown;

/** What a server does with one attempt after the other. */
type Step = 200 | 404 | 500 | 503 | 'hang up' | 'seconds' | 'date';

interface Story {
  readonly steps: readonly Step[];
  readonly most: number;
}

interface Seen {
  readonly outcome: Outcome;
  readonly attempts: number;
  /** What `sleep` was called with. */
  readonly sleptMs: readonly number[];
  /** An attempt came before the sleep in front of it was over. */
  readonly wasImpatient: boolean;
}

type SeenOf = Readonly<Record<keyof typeof stories, Seen>>;

/** The last step is for all attempts from then on. */
const stories = {
  overloaded: { steps: [503, 500, 200], most: 5 },
  seconds: { steps: ['seconds', 200], most: 5 },
  date: { steps: ['date', 200], most: 5 },
  hangsUp: { steps: ['hang up', 200], most: 5 },
  gone: { steps: [404], most: 5 },
  neverWell: { steps: [...Array<503>(12).fill(503), 200], most: 3 },
} as const satisfies Record<string, Story>;

const hourMs = 3_600_000;

/** What the server says to wait, in seconds. */
const secondsFor = (seed: number) => 2 + (seed % 7);
const backOffMsFor = (seed: number) => (attempts: number) =>
  (seed + 10) * 2 ** attempts;
const bodyFor = (seed: number, name: string) => `${name} ${seed * 7}`;

function answer(
  step: Step,
  response: ServerResponse,
  seed: number,
  body: string,
): void {
  const later = new Date(Date.now() + hourMs).toUTCString();
  if (step === 'hang up') response.destroy();
  else if (step === 200) response.end(body);
  else if (step === 'seconds')
    response
      .writeHead(429, { 'retry-after': String(secondsFor(seed)) })
      .end('Slow!');
  else if (step === 'date')
    response.writeHead(503, { 'retry-after': later }).end('Come back later.');
  else response.writeHead(step).end('No.');
}

/** Long enough for the attempt of one who does not wait to come here. */
async function untilFoundOut(): Promise<void> {
  await sleep(20);
  // Also where that was over at once, for a machine that had stood still.
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}

/** Goes through one story, with a server and a sleep that take notes. */
async function tell(
  fetchPatiently: FetchPatiently,
  name: string,
  { steps, most }: Story,
  seed: number,
): Promise<Seen> {
  let attempts = 0;
  let sleeping = 0;
  let wasImpatient = false;
  const sleptMs: number[] = [];
  const server = await startScriptedServer((_request, response) => {
    const step = steps[Math.min(attempts, steps.length - 1)] ?? 404;
    attempts += 1;
    wasImpatient ||= sleeping > 0;
    answer(step, response, seed, bodyFor(seed, name));
  });
  const outcome = outcomeOf(() =>
    fetchPatiently(`${server.url}/${name}`, {
      most,
      backOffMs: backOffMsFor(seed),
      sleep: async (ms) => {
        sleptMs.push(ms);
        sleeping += 1;
        await untilFoundOut();
        sleeping -= 1;
      },
    }),
  );
  try {
    return { outcome: await outcome, attempts, sleptMs, wasImpatient };
  } finally {
    await server.close();
  }
}

async function act(
  fetchPatiently: FetchPatiently,
  { seed }: Scene,
): Promise<SeenOf> {
  const seen = await Promise.all(
    Object.entries(stories).map(async ([name, story]) => {
      return [name, await tell(fetchPatiently, name, story, seed)] as const;
    }),
  );
  return Object.fromEntries(seen) as SeenOf;
}

const worthIt = ['overloaded', 'seconds', 'date', 'hangsUp'] as const;

/** Each story in a few words. */
const titles = {
  overloaded: 'answered 503, then 500, then 200',
  seconds: 'answered 429 with Retry-After in seconds, then 200',
  date: 'answered 503 with Retry-After as a date, then 200',
  hangsUp: 'hung up, then answered 200',
  gone: 'answered 404',
  neverWell: 'answered 503 every time',
};

function sleptUnlike(
  name: keyof typeof stories,
  seen: Seen,
  wanted: readonly number[],
): string | undefined {
  if (seen.sleptMs.join() === wanted.join()) return undefined;
  return `where the server ${titles[name]}, sleep was called with [${seen.sleptMs.join(', ')}] instead of [${wanted.join(', ')}]`;
}

export const exercise = defineExercise({
  id: '06-retry-after',
  name: 'fetchPatiently',
  runs: runsOf({}),
  act,
  rules: [
    holds<SeenOf>(
      'value',
      'the text of the first answer with status 200',
      ({ seed, value }) => {
        const name = worthIt.find((name) => {
          const { outcome } = value[name];
          return (
            outcome.kind !== 'gave' || outcome.value !== bodyFor(seed, name)
          );
        });
        if (!name) return undefined;
        const { outcome, attempts } = value[name];
        const what =
          outcome.kind === 'gave'
            ? difference(outcome.value, bodyFor(seed, name))
            : describeOutcome(outcome);
        return {
          seen: `where the server ${titles[name]}: after ${countOf(attempts, 'attempt')}, ${what}`,
          suggests:
            'Statuses like 429, 500 and 503 pass, and so does a connection that breaks: each of them is worth another attempt.',
        };
      },
    ),
    holds<SeenOf>(
      'not-again',
      'one attempt and an error, where the server answers 404',
      ({ value: { gone } }) => {
        if (gone.attempts === 1 && gone.outcome.kind === 'threw') {
          return undefined;
        }
        return {
          seen: `${countOf(gone.attempts, 'attempt')}, and ${describeOutcome(gone.outcome)}`,
          suggests:
            'What is not there is not there a second later either: ask whether a status may pass before you wait.',
        };
      },
    ),
    holds<SeenOf>(
      'bound',
      `${stories.neverWell.most} attempts where that is the most, and then the error`,
      ({ value: { neverWell } }) => {
        const { attempts, outcome } = neverWell;
        if (attempts === stories.neverWell.most && outcome.kind === 'threw') {
          return undefined;
        }
        return {
          seen: `where the server ${titles.neverWell}: ${countOf(attempts, 'attempt')}, and ${describeOutcome(outcome)}`,
          suggests:
            'The first attempt counts as well; and when the last one has failed, the caller is to hear of it.',
        };
      },
    ),
    holds<SeenOf>(
      'back-off',
      'a wait of backOffMs(attempts so far) where the server does not say how long',
      ({ seed, value }) => {
        const [first, second] = [1, 2].map(backOffMsFor(seed));
        const waits = [first ?? 0, second ?? 0];
        const seen =
          sleptUnlike('overloaded', value.overloaded, waits) ??
          sleptUnlike('hangsUp', value.hangsUp, waits.slice(0, 1)) ??
          sleptUnlike('neverWell', value.neverWell, waits);
        return seen === undefined
          ? undefined
          : {
              seen,
              suggests:
                'One wait between two attempts, each with its own number, and none before the first attempt or after the last.',
            };
      },
    ),
    holds<SeenOf>(
      'retry-after',
      'a wait as long as Retry-After says, in seconds or until a date',
      ({ seed, value: { seconds, date } }) => {
        const wanted = [secondsFor(seed) * 1000];
        const seen =
          sleptUnlike('seconds', seconds, wanted) ??
          (isAnHour(date.sleptMs)
            ? undefined
            : `where the date is an hour from now, sleep was called with [${date.sleptMs.join(', ')}] instead of about [${hourMs}]`);
        return seen === undefined
          ? undefined
          : {
              seen,
              suggests:
                'The server knows best when it will be well again. It may say so in two ways, and sleep wants milliseconds.',
            };
      },
    ),
    holds<SeenOf>(
      'waits',
      'no attempt before the wait in front of it is over',
      ({ value }) => {
        const all = Object.entries(value);
        const found = all.find(([, seen]) => seen.wasImpatient);
        if (!found) return undefined;
        return {
          seen: 'an attempt while sleep was still going on',
          suggests: 'sleep gives a promise: nobody waits for it without await.',
        };
      },
    ),
  ],
});

/** Give or take a minute, for a date has whole seconds and time goes on. */
function isAnHour(sleptMs: readonly number[]): boolean {
  const [ms = 0] = sleptMs;
  return sleptMs.length === 1 && ms <= hourMs && ms > hourMs - 60_000;
}

import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { outcomeOf, type Outcome } from '../acting/outcome.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';
import type { Scene } from '../exercise.ts';

type FetchPatiently = (
  url: string,
  options: {
    readonly most: number;
    readonly backOffMs: (attempts: number) => number;
    readonly sleep: (ms: number) => Promise<void>;
  },
) => unknown;

/** What a server does with an attempt. */
type Step =
  | number
  | 'hang up'
  | 'seconds'
  | 'seconds with 500'
  | 'date'
  | 'past'
  | 'zero';

interface Story {
  readonly steps: readonly Step[];
  readonly most: number;
}

/** What was seen in one story. */
export interface Seen {
  readonly outcome: Outcome;
  readonly attempts: number;
  /** What `sleep` was called with. */
  readonly sleptMs: readonly number[];
  /** An attempt came while a sleep was still pending. */
  readonly wasImpatient: boolean;
}

export type SeenOf = Readonly<Record<keyof typeof stories, Seen>>;

/** The last step is repeated for all further attempts. */
export const stories = {
  overloaded: { steps: [503, 408, 500, 502, 504, 429, 200], most: 9 },
  seconds: { steps: ['seconds', 200], most: 5 },
  date: { steps: ['date', 200], most: 5 },
  toldOnce: { steps: ['seconds with 500', 502, 200], most: 5 },
  hangsUp: { steps: ['hang up', 200], most: 5 },
  past: { steps: ['past', 200], most: 5 },
  zero: { steps: ['zero', 200], most: 5 },
  gone: { steps: [404], most: 5 },
  unknown: { steps: [501], most: 5 },
  onlyOnce: { steps: [503, 200], most: 1 },
  // The last one is not like those before it, so that its error is known.
  neverWell: {
    steps: [503, 503, 502, ...Array<503>(9).fill(503), 200],
    most: 3,
  },
} as const satisfies Record<string, Story>;

/** How far in the future the date of the server's answer is. */
export const hourMs = 3_600_000;

/** How long the server asks to wait, in seconds. */
export const secondsFor = (seed: number) => 2 + (seed % 7);
/** How long to wait after each attempt when the server does not say. */
export const backOffMsFor = (seed: number) => (attempts: number) =>
  (seed + 10) * 2 ** attempts;
/** The text of a story's answer with status 200. */
export const bodyFor = (seed: number, name: string) => `${name} ${seed * 7}`;

function answer(
  step: Step,
  response: ServerResponse,
  seed: number,
  body: string,
): void {
  if (step === 'hang up') response.destroy();
  else if (step === 200) response.end(body);
  else if (typeof step === 'number') response.writeHead(step).end('No.');
  else {
    const status = step === 'seconds with 500' ? 500 : 503;
    const headers = { 'retry-after': waitFor(step, seed) };
    response.writeHead(status, headers).end('No.');
  }
}

/** The header Retry-After. */
function waitFor(
  step: Exclude<Step, number | 'hang up'>,
  seed: number,
): string {
  if (step.startsWith('seconds')) return String(secondsFor(seed));
  if (step === 'zero') return '0';
  const sinceNowMs = step === 'date' ? hourMs : -hourMs;
  return new Date(Date.now() + sinceNowMs).toUTCString();
}

/** Long enough for an attempt that does not wait for the sleep to arrive. */
async function catchImpatience(): Promise<void> {
  await sleep(20);
  // The timer fires at once on a machine that was suspended; turns do not.
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}

/** Plays one story, with a server and a sleep that record their calls. */
async function runStory(
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
        await catchImpatience();
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

/** Plays all stories at once, each with a server of its own. */
export async function runStories(
  fetchPatiently: FetchPatiently,
  { seed }: Scene,
): Promise<SeenOf> {
  const seen = await Promise.all(
    Object.entries(stories).map(async ([name, story]) => {
      return [name, await runStory(fetchPatiently, name, story, seed)] as const;
    }),
  );
  return Object.fromEntries(seen) as SeenOf;
}

/** Each story in a few words. */
export const titles = {
  overloaded: 'answered each status on the list in turn, then 200',
  seconds: 'answered 503 with Retry-After in seconds, then 200',
  date: 'answered 503 with Retry-After as a date, then 200',
  toldOnce:
    'answered 500 with Retry-After in seconds, then 502 without it, then 200',
  hangsUp: 'hung up, then answered 200',
  past: 'answered 503 with Retry-After as a date in the past, then 200',
  zero: 'answered 503 with Retry-After: 0, then 200',
  gone: 'answered 404',
  unknown: 'answered 501',
  onlyOnce: 'answered 503 and most was 1',
  neverWell: 'answered 503, 503, and then 502',
};

import { isDeepStrictEqual } from 'node:util';
import { outcomeOf, outcomeOrWaits, type Outcome } from '../acting/outcome.ts';
import { waitUntil, receiveAllSent } from '../acting/waiting.ts';
import type { SiteStats } from '../../lab/lab.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { ended } from '../rules/outcome.ts';
import {
  abortedExactly,
  countOf,
  inFlightAtLeast,
  inFlightAtMost,
  seenAt,
} from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';

type FetchInTime = (
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
) => unknown;

const bound = 4;
const goodCount = 8;
/** They keep all places until the deadline. */
const hangingCount = bound;
const count = 30;

/** Those that are answered, those that hang, and those that come too late. */
function plansFor(seed: number) {
  return idsFor(seed, count).map((id, index) => {
    const isGood = index < goodCount;
    return { id, isGood, path: pathOf(id) + (isGood ? '' : '?fault=hang') };
  });
}

const lateFor = (seed: number) => `Time is up (${seed * 13}).`;

interface Seen {
  readonly outcome: Outcome<readonly unknown[]>;
  /** What the server had seen when the deadline passed. */
  readonly before: SiteStats;
}

/** Lets the deadline pass when all places are taken by what hangs. */
async function act(
  fetchInTime: FetchInTime,
  { lab, seed }: Scene,
): Promise<Seen> {
  const urls = plansFor(seed).map(({ path }) => lab.pokemon + path);
  const deadline = new AbortController();
  let isOver = false;
  const outcome = outcomeOf(async () =>
    textsOf(await fetchInTime(urls, deadline.signal, bound)),
  );
  void outcome.catch(() => undefined).then(() => (isOver = true));
  await waitUntil(async () => {
    const { requests, inFlight } = seenAt(await lab.stats(), 'pokemon');
    const areAllHanging = requests - inFlight === goodCount;
    return isOver || (areAllHanging && inFlight >= hangingCount);
  });
  await receiveAllSent(lab);
  const before = seenAt(await lab.stats(), 'pokemon');
  deadline.abort(new DOMException(lateFor(seed), 'TimeoutError'));
  return { outcome: await outcomeOrWaits(outcome), before };
}

/** What came of each, as text: a name, or an error with its message. */
function textsOf(outcomes: unknown): readonly unknown[] {
  if (!Array.isArray(outcomes)) return [];
  return (outcomes as PromiseSettledResult<unknown>[]).map((one) =>
    one.status === 'fulfilled' ? one.value : String(one.reason),
  );
}

export const exercise = defineExercise({
  id: '07-deadline',
  name: 'fetchInTime',
  runs: runsOf({ scale: 0.05, deadlineMs: 20_000 }),
  act,
  rules: [
    ended('gave', ({ outcome }: Seen) => outcome, {
      id: 'nothing-thrown',
      expected: 'a list, also when the deadline has passed',
      suggests:
        'If it threw, one that was late has taken the others with it: allSettled keeps what was in time. If it waits, something does not know of the deadline.',
    }),
    inFlightAtMost(
      bound,
      'A promise starts when it is made: all of them made at once are all on their way.',
    ),
    inFlightAtLeast(
      bound,
      'An await in a loop lets one go at a time, and one that hangs holds up all behind it.',
    ),
    holds<Seen>(
      'outcomes',
      'for each address, in order, the name that was there in time or the reason of the deadline',
      ({ seed, value }) => {
        const { outcome } = value;
        const texts = outcome.kind === 'gave' ? outcome.value : [];
        const wanted = plansFor(seed).map(({ id, isGood }) =>
          isGood ? nameOf(id) : `TimeoutError: ${lateFor(seed)}`,
        );
        if (isDeepStrictEqual(texts, wanted)) return undefined;
        return {
          seen: difference(texts, wanted),
          suggests:
            'Each address has its place in the list, whether it was in time or not; and whoever was late says why: that is the signal’s own reason.',
        };
      },
    ),
    abortedExactly(
      hangingCount,
      'What is under way at the deadline ends at the server as well if the request has the signal.',
    ),
    holds<Seen>(
      'nothing-begun-late',
      'no request begun after the deadline, and no connection for those whose turn had not come',
      ({ value: { before }, stats }) => {
        const after = seenAt(stats, 'pokemon');
        const requests = after.requests - before.requests;
        const opened = after.connectionsOpened - before.connectionsOpened;
        // A client may still be busy with a connection from before.
        if (requests === 0 && opened <= 2 * bound) return undefined;
        return {
          seen: `${countOf(requests, 'request')} and ${countOf(opened, 'connection')}`,
          suggests:
            'A request that waits in the pool looks at its signal only when it has a connection: limit the tasks, and let each ask the signal when its turn has come.',
        };
      },
    ),
  ],
});

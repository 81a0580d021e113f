import { isDeepStrictEqual } from 'node:util';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
  type Outcome,
} from '../acting/outcome.ts';
import {
  briefTimeoutMs,
  receiveAllSent,
  waitUntil,
} from '../acting/waiting.ts';
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
import { callAgain, type SecondCall } from './second-call.ts';

type FetchInTime = (
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
) => unknown;

/** Not always the same, so that no number in the code passes. */
const boundOf = (seed: number) => [4, 3, 6][seed % 11] ?? 4;
const goodCount = 8;
/** They occupy the whole bound until the deadline. */
const hangingFor = boundOf;
const count = 30;
/** How many it is asked for once the deadline has passed. */
const lateCount = 5;

/** The bound of the last call, less than each one before. */
const secondBound = 2;
const secondIdsOf = (seed: number) => idsFor(seed, 6);

/** One of the first is answered in time, but not with a Pokémon. */
const brokenAt = 3;

/** First those that are answered, then those that hang or come too late. */
function plansFor(seed: number) {
  return idsFor(seed, count).map((id, index) => {
    const isGood = index < goodCount;
    // One of those under way has its headers already.
    const fault = index === goodCount ? 'hang-in-body' : 'hang';
    const isBroken = index === brokenAt;
    const query = isBroken
      ? '?fault=broken-json'
      : isGood
        ? ''
        : `?fault=${fault}`;
    return { id, isGood, isBroken, path: pathOf(id) + query };
  });
}

const lateFor = (seed: number) => `Time is up (${seed * 13}).`;

/** The reason of the second call's deadline, unlike that of the first. */
const passedFor = (seed: number) => `Time was up before (${seed * 17}).`;

interface Seen {
  readonly outcome: Outcome<readonly unknown[]>;
  /** What it gave when the deadline had passed before. */
  readonly tooLate: Outcome<readonly unknown[]>;
  /** What came of a call that is over before its deadline. */
  readonly second: SecondCall;
  /** What the server had seen when the deadline passed. */
  readonly before: SiteStats;
}

/** Lets the deadline pass when all requests under way hang. */
async function act(
  fetchInTime: FetchInTime,
  { lab, seed }: Scene,
): Promise<Seen> {
  const urls = plansFor(seed).map(({ path }) => lab.pokemon + path);
  const bound = boundOf(seed);
  const deadline = new AbortController();
  let isOver = false;
  const outcome = outcomeOf(async () =>
    textsOf(await fetchInTime(urls, deadline.signal, bound)),
  );
  void outcome.catch(() => undefined).then(() => (isOver = true));
  await waitUntil(async () => {
    const { requests, inFlight } = seenAt(await lab.stats(), 'pokemon');
    const areAllHanging = requests - inFlight === goodCount;
    return isOver || (areAllHanging && inFlight >= hangingFor(seed));
  });
  await receiveAllSent(lab);
  const before = seenAt(await lab.stats(), 'pokemon');
  deadline.abort(new DOMException(lateFor(seed), 'TimeoutError'));
  const inTime = await outcomeOrWaits(outcome);
  const tooLate = await callTooLate();
  const second = await callAgain(async (pokemon) => {
    const urls = secondIdsOf(seed).map((id) => pokemon + pathOf(id));
    const { signal } = new AbortController();
    return textsOf(await fetchInTime(Object.freeze(urls), signal, secondBound));
  });
  return { outcome: inTime, tooLate, second, before };

  /** Only if nothing is left of the first call, which would count twice. */
  async function callTooLate(): Promise<Seen['tooLate']> {
    const isOver = await waitUntil(
      async () => seenAt(await lab.stats(), 'pokemon').inFlight === 0,
      briefTimeoutMs,
    );
    if (!isOver) return { kind: 'waits' };
    const reason = new DOMException(passedFor(seed), 'TimeoutError');
    const passed = AbortSignal.abort(reason);
    const late = outcomeOf(async () =>
      textsOf(await fetchInTime(urls.slice(0, lateCount), passed, bound)),
    );
    return outcomeOrWaits(late);
  }
}

const otherReason = 'an error of its own';

/** The reason of the deadline with its message; any other error is alike. */
function textOf(reason: unknown): string {
  const isOther = Error.isError(reason) && reason.name !== 'TimeoutError';
  return isOther && reason.name !== 'AbortError' ? otherReason : String(reason);
}

/** Each outcome as text: a name, or what it was rejected with. */
function textsOf(outcomes: unknown): readonly unknown[] {
  if (!Array.isArray(outcomes)) return [];
  return outcomes.map((one: unknown) => {
    const { status, value, reason } = Object(one) as Record<string, unknown>;
    return status === 'fulfilled' ? value : textOf(reason);
  });
}

export const exercise = defineExercise({
  id: '07-deadline',
  name: 'fetchInTime',
  runs: runsOf({ scale: 0.05, deadlineMs: 20_000 }),
  act,
  rules: [
    ended('gave', ({ outcome }: Seen) => outcome, {
      id: 'nothing-thrown',
      expected: 'a list, even when the deadline has passed',
      suggests: {
        threw:
          'One late request ended everything. Wait with Promise.allSettled, which keeps what was in time.',
        waits:
          'Something does not know of the deadline. Pass the signal to each request.',
      },
    }),
    inFlightAtMost(
      boundOf,
      'A request starts when you call the function, not when you await its promise. Start the next one only when another has ended.',
    ),
    inFlightAtLeast(
      boundOf,
      'An await in a loop sends them one at a time, and one that hangs delays all that follow. Start as many as the bound allows.',
    ),
    holds<Seen>(
      'outcomes',
      'for each address, in order, the name if it came in time, the reason of the deadline if it was late, and its own error if that came in time',
      ({ seed, value }) => {
        const { outcome } = value;
        const texts = outcome.kind === 'gave' ? outcome.value : [];
        const wanted = plansFor(seed).map(({ id, isGood, isBroken }) => {
          if (isBroken) return otherReason;
          return isGood ? nameOf(id) : `TimeoutError: ${lateFor(seed)}`;
        });
        if (isDeepStrictEqual(texts, wanted)) return undefined;
        return {
          seen: difference(texts, wanted),
          suggests:
            'Keep an entry for each address at its own index, whether it was in time or not. Those that were late are rejected with the reason of the signal, and an answer that fails in time with its own error.',
        };
      },
    ),
    abortedExactly(
      hangingFor,
      'Pass the signal to each request: then those under way at the deadline end at the server too, even while a body arrives.',
    ),
    holds<Seen>(
      'passed-before',
      'the reason of the deadline for each address, if it has passed before the call',
      ({ seed, value: { tooLate } }) => {
        const texts = tooLate.kind === 'gave' ? tooLate.value : [];
        const late = `TimeoutError: ${passedFor(seed)}`;
        const wanted = Array.from({ length: lateCount }, () => late);
        if (isDeepStrictEqual(texts, wanted)) return undefined;
        return {
          seen:
            tooLate.kind === 'gave'
              ? difference(texts, wanted)
              : describeOutcome(tooLate),
          suggests:
            'A signal that has aborted emits no event any more, and throwIfAborted throws at once. Ask it inside each task, where Promise.allSettled catches the error.',
        };
      },
    ),
    holds<Seen>(
      'again',
      `the names of a call that is over before its deadline, with a bound of ${secondBound}`,
      ({ seed, value: { second } }) => {
        const { outcome, peakInFlight } = second;
        const wanted = secondIdsOf(seed).map(String);
        if (outcome.kind !== 'gave') {
          return {
            seen: describeOutcome(outcome),
            suggests:
              'This deadline has not passed. Look at what your code keeps from the calls before, in variables of the module.',
          };
        }
        if (!isDeepStrictEqual(outcome.value, wanted)) {
          return {
            seen: difference(outcome.value, wanted),
            suggests:
              'This deadline has not passed, so each address has a name. Use the deadline and the answers of this call, not those of the calls before.',
          };
        }
        if (peakInFlight <= secondBound) return undefined;
        return {
          seen: `${countOf(peakInFlight, 'request')} in flight`,
          suggests:
            'A request is in flight until its body has come: read that within the limit, too. And a limit in a variable of the module keeps the bound of the first call: make it inside fetchInTime.',
        };
      },
    ),
    holds<Seen>(
      'nothing-begun-late',
      'no new request after the deadline, and no connection for those still waiting their turn',
      ({ seed, value: { before }, stats }) => {
        const after = seenAt(stats, 'pokemon');
        const requests = after.requests - before.requests;
        const opened = after.connectionsOpened - before.connectionsOpened;
        // A client may still be opening a connection from before.
        if (requests === 0 && opened <= 2 * boundOf(seed)) return undefined;
        return {
          seen: `${countOf(requests, 'request')} and ${countOf(opened, 'connection')} after it`,
          suggests:
            'A request that waits in the pool checks its signal only when it has a connection. Limit the tasks instead, and begin each one with deadline.throwIfAborted().',
        };
      },
    ),
  ],
});

import { isDeepStrictEqual } from 'node:util';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
  type Outcome,
} from '../acting/outcome.ts';
import { someTurns } from '../acting/waiting.ts';
import {
  defineExercise,
  runsOf,
  type Complaint,
  type Scene,
} from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { brief, difference, holds } from '../rules/values.ts';
import { idsFor, nameOf } from './pokemon.ts';

type Work = (id: number, index: number) => Promise<unknown>;
type MapLimit = (
  ids: readonly number[],
  limit: number,
  work: Work,
) => Promise<unknown>;
type Seen = Awaited<ReturnType<typeof act>>;

/** Not always the same, so that no number in the code passes. */
const limitFor = (seed: number) => 2 + (seed % 3);
const firstError = 'the first error';
const idsOf = (seed: number) => idsFor(seed, 9);
const resultOf = (id: number, index: number) => `${index}: ${nameOf(id)}`;
/** Two items of which each is there twice. */
const equalOf = (seed: number) => {
  const two = idsOf(seed).slice(0, 2);
  return [...two, ...two];
};
/** Items of which some count as false. */
const falseOf = (seed: number) => [
  ...idsOf(seed).slice(0, 2),
  0,
  ...idsOf(seed).slice(2, 4),
  0,
];
/** A result, which is an empty text or a list for some calls. */
function resultOrNothing(id: number, index: number): unknown {
  if (index === 1) return '';
  return index === 2 ? [resultOf(id, index)] : resultOf(id, index);
}

export const exercise = defineExercise({
  id: '04-map-limit',
  name: 'mapLimit',
  runs: runsOf({}),
  act,
  rules: [
    holds<Seen>(
      'value',
      'the result of each item, in the order of the items',
      ({ seed, value }) => {
        const wanted = idsOf(seed).map(resultOf);
        if (isDeepStrictEqual(value.all.given, wanted)) return undefined;
        return {
          seen: difference(value.all.given, wanted),
          suggests:
            'Calls end in any order, and others begin meanwhile. Put each result at the index of its item, and keep that index in a constant of the call.',
        };
      },
    ),
    holds<Seen>(
      'each-once',
      'one call for each item, in the order of the items',
      ({ seed, value }) => {
        const wanted = idsOf(seed);
        if (isDeepStrictEqual(value.all.begun, wanted)) return undefined;
        const isInAnotherOrder = isDeepStrictEqual(
          value.all.begun.toSorted(),
          wanted.toSorted(),
        );
        return {
          seen: difference(value.all.begun, wanted),
          suggests: isInAnotherOrder
            ? 'Take the items from the front of the list, as from a queue, and call the work in that order.'
            : 'Other workers run during an await, and read the same variables. Take an item off the list before the await, not after it.',
        };
      },
    ),
    holds<Seen>(
      'at-most',
      'at most `limit` calls under way at once',
      ({ seed, value }) => {
        const most = Math.max(...value.all.underWay);
        if (most <= limitFor(seed)) return undefined;
        return {
          seen: `${most} under way, with a limit of ${limitFor(seed)}`,
          suggests:
            'Work starts when you call it, not when you await its promise. Call it for the next item only when another call has ended.',
        };
      },
    ),
    holds<Seen>(
      'at-least',
      '`limit` calls under way as long as there are items left',
      ({ seed, value }) => {
        const limit = limitFor(seed);
        const left = idsOf(seed).map((_, ended, { length }) => length - ended);
        const at = left.findIndex(
          (count, ended) =>
            (value.all.underWay[ended] ?? 0) < Math.min(limit, count),
        );
        if (at < 0) return undefined;
        return {
          seen: `${value.all.underWay[at]} under way after ${at} had ended, with ${left[at]} to go and a limit of ${limit}`,
          suggests:
            'Do not wait for a single call or for a whole batch before you start the next one: start one as soon as any call has ended.',
        };
      },
    ),
    holds<Seen>(
      'edges',
      'the right results even without items, with fewer items than the limit, with equal items, with items and results that count as false',
      ({ seed, value }) => {
        const wanted = [
          [],
          idsOf(seed).slice(0, 1).map(resultOf),
          equalOf(seed).map(resultOrNothing),
          falseOf(seed).map(resultOf),
        ];
        if (isDeepStrictEqual(value.edges, wanted)) return undefined;
        return {
          seen: difference(value.edges, wanted),
          suggests:
            'There may be fewer items than workers, or none; two items may be equal, so only the index tells them apart; and an item or a result may be a value that counts as false. Look at what your code does then, and at what ends the wait.',
        };
      },
    ),
    holds<Seen>(
      'rejects',
      'the first error, as soon as a call fails',
      ({ value }) => {
        const wrong = value.failing.find(({ atOnce }) => atOnce !== firstError);
        if (!wrong) return complaintOf(value.failingWithNothing);
        const { atOnce, atLast } = wrong;
        return {
          seen:
            atOnce === 'nothing yet'
              ? `nothing until all calls had ended, and then ${atLast}`
              : atOnce,
          suggests:
            'The caller can react only to an error that it gets. If you catch it, throw it again, and do not wait for the other calls first.',
        };
      },
    ),
    holds<Seen>('nothing-new', 'no new call after the error', ({ value }) => {
      const begunAfter = Math.max(
        ...value.failing.map((one) => one.begunAfter),
      );
      if (begunAfter === 0) return undefined;
      return {
        seen: `${countOf(begunAfter, 'more call')} begun`,
        suggests:
          'Promise.all stops waiting when one call fails, but the other workers go on. Tell them that there is nothing left to take.',
      };
    }),
  ],
});

/** Any error will do for a call that is rejected with undefined. */
function complaintOf(outcome: Outcome): Complaint | undefined {
  if (outcome.kind === 'threw') return undefined;
  return {
    seen: `${describeOutcome(outcome)}, although a call was rejected with undefined`,
    suggests:
      'A promise can be rejected with any value, even with undefined. Remember that a call has failed, and do not look at its error to find out.',
  };
}

async function act(mapLimit: MapLimit, { seed }: Scene) {
  const all = await runAll(mapLimit, seed);
  const atOnce: Work = (id, index) => Promise.resolve(resultOf(id, index));
  const limit = limitFor(seed);
  const edges = [
    await givenOf(() => mapLimit([], limit, atOnce)),
    await givenOf(() => mapLimit(idsOf(seed).slice(0, 1), limit, atOnce)),
    await givenOf(() =>
      mapLimit(equalOf(seed), limit, (id, index) =>
        Promise.resolve(resultOrNothing(id, index)),
      ),
    ),
    await givenOf(() => mapLimit(falseOf(seed), limit, atOnce)),
  ];
  const failingWithNothing = await outcomeOrWaits(
    outcomeOf(() =>
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as some code does
      mapLimit(idsOf(seed).slice(0, 2), limit, () => Promise.reject(undefined)),
    ),
  );
  const failing = [
    await runFailing(mapLimit, seed, idsOf(seed)),
    await runFailing(mapLimit, seed, idsOf(seed).slice(0, 2)),
  ];
  return { all, edges, failing, failingWithNothing };
}

/** What a call returns, in words where it does not; it may wait for ever. */
async function givenOf(call: () => unknown): Promise<unknown> {
  const outcome = await outcomeOrWaits(outcomeOf(call));
  return outcome.kind === 'gave' ? outcome.value : describeOutcome(outcome);
}

/** Ends one call at a time, in no obvious order, and counts after each. */
async function runAll(mapLimit: MapLimit, seed: number) {
  const hand = createHand();
  const { given } = start(mapLimit, seed, idsOf(seed), hand.work);
  const underWay: number[] = [];
  for (let turn = 0; hand.calls.size > 0 || turn === 0; turn++) {
    await someTurns();
    underWay.push(hand.calls.size);
    hand.end((turn * 2 + seed) % Math.max(1, hand.calls.size));
    await someTurns();
  }
  return { given: await given, begun: hand.begun, underWay };
}

/** Lets the second call fail; the later ones succeed and fail in turn. */
async function runFailing(
  mapLimit: MapLimit,
  seed: number,
  ids: readonly number[],
) {
  const hand = createHand();
  const { given, state } = start(mapLimit, seed, ids, hand.work);
  await someTurns();
  const first = new Error(firstError);
  hand.end(1 % Math.max(1, hand.calls.size), first);
  await someTurns();
  const atOnce = state();
  const { length } = hand.begun;
  for (let later = 1; hand.calls.size > 0; later++) {
    const error = new Error(`error ${later}, after it`);
    hand.end(0, later % 2 === 0 ? error : undefined);
    await someTurns();
  }
  const begunAfter = hand.begun.length - length;
  await given.catch(() => undefined);
  return { atOnce, atLast: state(), begunAfter };
}

function start(
  mapLimit: MapLimit,
  seed: number,
  ids: readonly number[],
  work: Work,
) {
  let state = 'nothing yet';
  const given = Promise.resolve().then(() =>
    // A list of the caller, which a call must not change.
    mapLimit(Object.freeze([...ids]), limitFor(seed), work),
  );
  given.then(
    (value) => {
      state = `a result, ${brief(value)}`;
    },
    (error: unknown) => {
      state = error instanceof Error ? error.message : brief(error);
    },
  );
  return { given, state: () => state };
}

/** Work whose calls the act ends by hand. */
function createHand() {
  const begun: number[] = [];
  const calls = new Set<(error?: Error) => void>();
  return {
    begun,
    calls: calls as ReadonlySet<unknown>,
    work: ((id, index) => {
      begun.push(id);
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      calls.add((error) => {
        if (error) reject(error);
        else resolve(resultOf(id, index));
      });
      return promise;
    }) satisfies Work,
    /** Ends the call at this index among those under way. */
    end(index: number, error?: Error): void {
      const call = [...calls][index];
      if (!call) return;
      calls.delete(call);
      call(error);
    },
  };
}

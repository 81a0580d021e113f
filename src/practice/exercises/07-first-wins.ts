import type { LabStats } from '../../lab/lab.ts';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
  type Outcome,
} from '../acting/outcome.ts';
import { waitUntil, receiveAllSent } from '../acting/waiting.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';
import { defineExercise, runsOf, type Rule, type Scene } from '../exercise.ts';
import { ended } from '../rules/outcome.ts';
import { countOf, seenAt } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';

type FirstOf = (urls: readonly string[]) => unknown;

interface Seen {
  readonly outcome: Outcome;
  /** All mirrors were asked before the first one could win. */
  readonly wereTogether: boolean;
  /** The outcome of a race in which every mirror fails. */
  readonly hopeless: Outcome;
}

const textFor = (seed: number) => `From the mirror that is well: ${seed * 31}.`;

/**
 * A race in which the good mirror answers last: by then two others have failed,
 * and two more will never finish.
 */
async function act(firstOf: FirstOf, { lab, seed }: Scene): Promise<Seen> {
  const release = Promise.withResolvers<undefined>();
  let isAsked = false;
  const good = await startScriptedServer((_request, response) => {
    isAsked = true;
    void release.promise.then(() => response.end(textFor(seed)));
  });
  const mirrors = [
    `${good.url}/`,
    `${lab.pokemon}/?fault=hang`,
    `${lab.faults}/faults/503`,
    `${lab.years}/?fault=hang-in-body`,
    `${lab.conference}/?fault=hang-up`,
  ];
  const at = seed % mirrors.length;
  const urls = [...mirrors.slice(at), ...mirrors.slice(0, at)];
  try {
    const outcome = outcomeOf(() => firstOf(urls));
    let isOver = false;
    void outcome.catch(() => undefined).then(() => (isOver = true));
    const wereTogether = await waitUntil(async () => {
      if (isOver) return true;
      return isAsked && requestsIn(await lab.stats()) >= mirrors.length - 1;
    });
    await receiveAllSent(lab);
    release.resolve(undefined);
    const end = await outcomeOrWaits(outcome);
    const failing = urls.filter((url) => /faults\/503|fault=hang-up/.test(url));
    const hopeless = await outcomeOrWaits(outcomeOf(() => firstOf(failing)));
    return { outcome: end, wereTogether, hopeless };
  } finally {
    await good.close();
  }
}

const sites = ['pokemon', 'faults', 'years', 'conference'] as const;

function requestsIn(stats: LabStats): number {
  const counts = sites.map((site) => seenAt(stats, site).requests);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Requests that were cancelled at the mirrors that never finish. */
function calledOff(stats: LabStats): number {
  return seenAt(stats, 'pokemon').aborted + seenAt(stats, 'years').aborted;
}

const losersCancelled: Rule<Seen> = {
  id: 'losers-cancelled',
  expected: '2 requests cancelled: those to the mirrors that had not finished',
  judge({ stats }) {
    const count = calledOff(stats);
    if (count === 2) return undefined;
    return {
      seen: `${countOf(count, 'request')} cancelled`,
      suggests:
        'Promise.any gives the winner and leaves the others running. Pass each request the signal of an AbortController, and abort it when there is a winner.',
    };
  },
  isSettled: (stats) => calledOff(stats) >= 2,
};

/** By how a race ended that did not give the winner's text. */
const suggestions = {
  gave: 'A body that comes with another status than 200 is not the text. Check the status before a mirror can win.',
  threw:
    'A mirror that fails is often the quickest one. Wait for the first success, as Promise.any does, and not for the first promise to settle, as Promise.race does.',
  waits:
    'A mirror that sends its headers first may never send the rest: it wins only when its whole text is here. And if you wait for the losers, abort them before you wait.',
};

export const exercise = defineExercise({
  id: '07-first-wins',
  name: 'firstOf',
  runs: runsOf({ scale: 0.05, deadlineMs: 20_000 }),
  act,
  rules: [
    holds<Seen>(
      'at-once',
      'each mirror asked before any of them can win',
      ({ value }) =>
        value.wereTogether
          ? undefined
          : {
              seen: 'a wait for one mirror before the others were asked',
              suggests: 'Start all requests before you await any of them.',
            },
    ),
    holds<Seen>(
      'value',
      'the text of the first mirror that sends all of it with status 200',
      ({ seed, value: { outcome } }) => {
        if (outcome.kind === 'gave' && outcome.value === textFor(seed)) {
          return undefined;
        }
        const { kind } = outcome;
        const seen =
          kind === 'gave'
            ? difference(outcome.value, textFor(seed))
            : describeOutcome(outcome);
        return { seen, suggests: suggestions[kind] };
      },
    ),
    losersCancelled,
    ended('threw', ({ hopeless }: Seen) => hopeless, {
      id: 'all-failed',
      expected: 'an error when all mirrors fail',
      suggests:
        'Without a winner there is no text to give: let the error reach the caller.',
    }),
  ],
});

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
  /** Nobody was waited for while others had not been asked. */
  readonly wereTogether: boolean;
  /** What became of a race of which nobody is fit to win. */
  readonly hopeless: Outcome;
}

const textFor = (seed: number) => `From the mirror that is well: ${seed * 31}.`;

/**
 * A race with a mirror that answers when all the others have had their say:
 * two have failed by then, and two others will never be done.
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

/** Those that would never have been done. */
function calledOff(stats: LabStats): number {
  return seenAt(stats, 'pokemon').aborted + seenAt(stats, 'years').aborted;
}

const losersCancelled: Rule<Seen> = {
  id: 'losers-cancelled',
  expected: '2 requests called off, which had lost',
  judge({ stats }) {
    const count = calledOff(stats);
    if (count === 2) return undefined;
    return {
      seen: `${countOf(count, 'request')} called off`,
      suggests:
        'Promise.any gives the winner, and leaves the others running: they stop only at a signal that each of them has been given.',
    };
  },
  isSettled: (stats) => calledOff(stats) >= 2,
};

/** For what a race comes to without its winner's text. */
const suggestions = {
  gave: 'What a mirror says with another status than 200 is not the text: look at the status before you take it for a winner.',
  threw:
    'A mirror that is down is often the quickest: the first that is over need not be the first that has made it.',
  waits:
    'Headers are not yet a text, and one that sends them first may never end: a contender is done when its text is here. And who waits for losers has to stop them before.',
};

export const exercise = defineExercise({
  id: '07-first-wins',
  name: 'firstOf',
  runs: runsOf({ scale: 0.05, deadlineMs: 20_000 }),
  act,
  rules: [
    holds<Seen>(
      'at-once',
      'each mirror asked before any of them has won',
      ({ value }) =>
        value.wereTogether
          ? undefined
          : {
              seen: 'a wait for one, while others had not been asked',
              suggests:
                'It is a race: let all of them start before you wait for any.',
            },
    ),
    holds<Seen>(
      'value',
      'the text of the first mirror that has given all of it, with status 200',
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
      expected: 'an error, when all mirrors have failed',
      suggests:
        'When nobody wins there is nothing to give: let the error pass.',
    }),
  ],
});

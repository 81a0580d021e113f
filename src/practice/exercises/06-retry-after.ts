import { describeOutcome } from '../acting/outcome.ts';
import { defineExercise, runsOf } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';
import {
  backOffMsFor,
  bodyFor,
  hourMs,
  secondsFor,
  stories,
  runStories,
  titles,
  type Seen,
  type SeenOf,
} from './retry-stories.ts';

const worthIt = ['overloaded', 'seconds', 'date', 'hangsUp'] as const;

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
  act: runStories,
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

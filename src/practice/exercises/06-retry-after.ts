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

const worthIt = [
  ...(['overloaded', 'seconds', 'date'] as const),
  ...(['past', 'zero', 'toldOnce', 'hangsUp'] as const),
] as const;

function sleptUnlike(
  name: keyof typeof stories,
  seen: Seen,
  wanted: readonly number[],
): string | undefined {
  if (seen.sleptMs.join() === wanted.join()) return undefined;
  return `when the server ${titles[name]}, sleep was called with [${seen.sleptMs.join(', ')}] instead of [${wanted.join(', ')}]`;
}

export const exercise = defineExercise({
  id: '06-retry-after',
  name: 'fetchPatiently',
  runs: runsOf({}),
  act: runStories,
  rules: [
    holds<SeenOf>(
      'value',
      'the text of the first answer with status 200, after as many attempts as it takes',
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
          seen: `when the server ${titles[name]}: after ${countOf(attempts, 'attempt')}, ${what}`,
          suggests:
            'The statuses on the list `transient` are often temporary, and so is a broken connection. Make another attempt after each of them.',
        };
      },
    ),
    holds<SeenOf>(
      'not-again',
      'one attempt and then its error when the server answers 404 or 501',
      ({ value }) => {
        const name = (['gone', 'unknown'] as const).find(
          (name) => value[name].attempts !== 1 || !threw(value[name], name),
        );
        if (!name) return undefined;
        const { attempts, outcome } = value[name];
        return {
          seen: `when the server ${titles[name]}: ${countOf(attempts, 'attempt')}, and ${describeOutcome(outcome)}`,
          suggests:
            'Such a status will be the same a second later. Check whether the status is on the list `transient` before you wait, and throw the error if it is not.',
        };
      },
    ),
    holds<SeenOf>(
      'bound',
      '`most` attempts, and then the error of the last one',
      ({ value }) => {
        const name = (['neverWell', 'onlyOnce'] as const).find(
          (name) =>
            value[name].attempts !== stories[name].most ||
            !threw(value[name], name),
        );
        if (!name) return undefined;
        const { attempts, outcome } = value[name];
        return {
          seen: `when the server ${titles[name]}: ${countOf(attempts, 'attempt')}, and ${describeOutcome(outcome)}`,
          suggests:
            'The first attempt counts too. When the last one fails, throw the error of that one, not a new one.',
        };
      },
    ),
    holds<SeenOf>(
      'back-off',
      'a wait of backOffMs(attempts so far) when the server does not say how long',
      ({ seed, value }) => {
        const waits = [1, 2, 3, 4, 5, 6].map(backOffMsFor(seed));
        const seen =
          sleptUnlike('overloaded', value.overloaded, waits) ??
          sleptUnlike('hangsUp', value.hangsUp, waits.slice(0, 1)) ??
          sleptUnlike('neverWell', value.neverWell, waits.slice(0, 2));
        return seen === undefined
          ? undefined
          : {
              seen,
              suggests:
                'Wait once between two attempts, with the number of attempts made so far; never before the first attempt or after the last one.',
            };
      },
    ),
    holds<SeenOf>(
      'retry-after',
      'a wait as long as Retry-After says, in seconds or as a date',
      ({ seed, value: { seconds, date, past, zero, toldOnce } }) => {
        const wanted = [secondsFor(seed) * 1000];
        const seen =
          sleptUnlike('seconds', seconds, wanted) ??
          sleptUnlike('toldOnce', toldOnce, [
            ...wanted,
            backOffMsFor(seed)(2),
          ]) ??
          (isAnHour(date.sleptMs)
            ? undefined
            : `when the date is an hour from now, sleep was called with [${date.sleptMs.join(', ')}] instead of about [${hourMs}]`) ??
          (isNoWait(zero) ? undefined : sleptUnlike('zero', zero, [0])) ??
          (isNoWait(past) ? undefined : sleptUnlike('past', past, [0]));
        return seen === undefined
          ? undefined
          : {
              seen,
              suggests:
                'Retry-After is either a number of seconds or a date. Handle both, and convert to milliseconds, because that is what sleep takes. It may be no wait at all: 0 seconds, or a date that is over. It may come with any status, and it counts for the wait after its own answer only.',
            };
      },
    ),
    holds<SeenOf>(
      'waits',
      'no attempt before the wait for it is over',
      ({ value }) => {
        const all = Object.entries(value);
        const found = all.find(([, seen]) => seen.wasImpatient);
        if (!found) return undefined;
        return {
          seen: 'an attempt while sleep was still pending',
          suggests:
            'sleep returns a promise: without await, the code goes on at once.',
        };
      },
    ),
  ],
});

/** Whether a call threw the error of an answer with this status. */
function threw({ outcome }: Seen, name: keyof typeof statuses): boolean {
  return (
    outcome.kind === 'threw' && outcome.error.message.includes(statuses[name])
  );
}

/** The statuses that calls end with; the error of `fetchText` says which. */
const statuses = {
  gone: '404',
  unknown: '501',
  neverWell: '502',
  onlyOnce: '503',
};

/** Whether there was no wait, or one that takes no time. */
function isNoWait({ sleptMs }: Seen): boolean {
  return sleptMs.every((ms) => ms === 0);
}

/** Whether a wait is an hour, to within a minute: a date has whole seconds. */
function isAnHour(sleptMs: readonly number[]): boolean {
  const [ms = 0] = sleptMs;
  return sleptMs.length === 1 && ms <= hourMs && ms > hourMs - 60_000;
}

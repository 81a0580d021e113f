import { comparedWords, ordinal } from '../../../trace/render/browser.ts';
import { answeredOf, secondsOf, type RunState } from './state.ts';
import { secondsWords } from './words.ts';

/** What a race's lane says next to its bar. */
export interface LaneWords {
  readonly time: string;
  readonly place: string;
  readonly more: string;
}

/**
 * How each run of a race is doing, in words. Speed-ups are relative to the
 * first run.
 */
export function laneWords(
  runs: readonly RunState[],
  requests: number,
  nowMs: number,
): ReadonlyMap<string, LaneWords> {
  const over = runs.filter(({ isOver }) => isOver);
  const inOrder = over.toSorted(
    (a, b) => secondsOf(a, nowMs) - secondsOf(b, nowMs),
  );
  const compared = comparedWords(
    runs.map((run) => ({ name: run.name, seconds: secondsOf(run, nowMs) })),
  );
  const isDecided = over.length === runs.length;
  return new Map(
    runs.map((run, index) => {
      const seconds = secondsWords(run, nowMs);
      if (!run.isOver) {
        const more = `${answeredOf(run)} of ${requests}`;
        return [run.name, { time: seconds, place: '', more }];
      }
      const place = ordinal(inOrder.indexOf(run) + 1);
      const more = isDecided ? (compared[index]?.speedUp ?? '') : '';
      return [run.name, { time: seconds, place, more }];
    }),
  );
}

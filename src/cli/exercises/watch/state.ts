import type { Progress } from '../../../practice/progress.ts';
import type { Verdict } from '../../../practice/verdict.ts';
import type { ListRow } from '../list.ts';
import type { Item } from '../shelf.ts';

/** All that the screen shows. */
export interface WatchState {
  readonly shelf: readonly Item[];
  readonly progress: Progress;
  /** The index of the current exercise. */
  readonly index: number;
  readonly mode: Mode;
  /** How many lines of the body are above the screen. */
  readonly scroll: number;
  readonly isChecking: boolean;
  /** The last verdict on the current exercise. */
  readonly verdict?: Verdict | undefined;
  /** How long its check took. */
  readonly seconds: number;
  /** How many hints are on the screen. */
  readonly hintsShown: number;
  /** Other lines for the learner. */
  readonly notes: readonly string[];
}

export type Mode =
  | { readonly kind: 'exercise' }
  /** The learner is asked to confirm the reset. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'solution'; readonly diff: readonly string[] }
  | {
      readonly kind: 'list';
      readonly rows: readonly ListRow[];
      /** The index of the selected row. */
      readonly cursor: number;
    };

export const exerciseMode: Mode = { kind: 'exercise' };

/** The exercise that a learner is at. */
export function currentItem({ shelf, index }: WatchState): Item {
  const item = shelf[index];
  if (!item) throw new RangeError(`There is no exercise at ${index}.`);
  return item;
}

function hasPassed({ progress }: WatchState, { id }: Item): boolean {
  return progress[id]?.passedAt !== undefined;
}

export function passedCount(state: WatchState): number {
  return state.shelf.filter((item) => hasPassed(state, item)).length;
}

/** The next exercise that has not passed; after the last, from the first on. */
export function nextIndex(state: WatchState): number | undefined {
  const { shelf, index } = state;
  const others = [...shelf.keys()].map(
    (step) => (index + 1 + step) % shelf.length,
  );
  return others.find((other) => {
    const item = shelf[other];
    return other !== index && item !== undefined && !hasPassed(state, item);
  });
}

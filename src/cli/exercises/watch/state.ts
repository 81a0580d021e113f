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
  /** The index of another exercise that was saved meanwhile. */
  readonly elsewhere?: number | undefined;
  /** Other lines for the learner. */
  readonly notes: readonly string[];
}

export type Mode =
  | { readonly kind: 'exercise' }
  /** The learner is asked to confirm the reset. */
  | { readonly kind: 'reset' }
  /** The learner is asked whether to see the solution before the last hint. */
  | { readonly kind: 'reveal' }
  | { readonly kind: 'solution'; readonly diff: readonly string[] }
  | {
      readonly kind: 'list';
      readonly rows: readonly ListRow[];
      /** The index of the selected row, of those that match the query. */
      readonly cursor: number;
      /** What is searched for; undefined while nothing is. */
      readonly query?: string | undefined;
    };

export type ListMode = Extract<Mode, { kind: 'list' }>;

/** The rows that match what is searched for: all when nothing is. */
export function rowsShown({ rows, query = '' }: ListMode): readonly ListRow[] {
  const words = query.toLowerCase().split(/\s+/);
  return rows.filter(({ id, title }) => {
    const text = `${id} ${title}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

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

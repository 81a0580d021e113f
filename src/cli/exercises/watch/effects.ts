import type { Item } from '../shelf.ts';
import type { WatchState } from './state.ts';

/** What a session needs done outside of it. */
export interface Effects {
  readonly draw: (state: WatchState) => void;
  /** Starts checking an exercise, instead of the one being checked. */
  readonly judge: (item: Item) => void;
  /** From now on, saves of this exercise's file count. */
  readonly follow: (item: Item) => void;
  /** Opens an exercise's file in the learner's editor. */
  readonly edit: (item: Item) => void;
  /** Runs the learner's code in the terminal, with all that it prints. */
  readonly run: (item: Item) => void;
  readonly leave: (exitCode: number) => void;
  readonly fail: (error: unknown) => void;
}

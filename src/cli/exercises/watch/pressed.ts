import { exerciseMode, type WatchState } from './state.ts';

/** A key as node:readline reports it. */
export interface Key {
  readonly name?: string | undefined;
  /** What was typed, such as a letter or `/`. */
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly shift?: boolean | undefined;
}

/** What a key makes the session do, besides showing another state. */
export type Command =
  | { readonly kind: 'list' | 'solution' | 'check' | 'reset' | 'quit' }
  | { readonly kind: 'edit' | 'run' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'hint'; readonly count: number }
  | { readonly kind: 'open'; readonly index: number };

export interface Pressed {
  readonly state: WatchState;
  readonly command?: Command;
}

/** How many lines a key scrolls. */
export const steps: Readonly<Record<string, number>> = {
  up: -1,
  k: -1,
  down: 1,
  j: 1,
  pageup: -10,
  b: -10,
  pagedown: 10,
  space: 10,
  home: -Infinity,
  end: Infinity,
};

/** Shows the exercise from its top. */
export function shown(state: WatchState): WatchState {
  return { ...state, mode: exerciseMode, scroll: 0 };
}

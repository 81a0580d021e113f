import type { DemoState } from './state.ts';

/** What a demo's views draw. */
export interface Shown {
  readonly state: DemoState;
  /** The run that is shown; undefined where all runs of a race are. */
  readonly name: string | undefined;
  /** Whether the presenter chose it, and does not follow what runs. */
  readonly isChosen: boolean;
  readonly nowMs: number;
}

/** What a presenter can ask of a demo. */
export interface Actions {
  readonly run: () => void;
  readonly play: () => void;
  readonly skip: () => void;
}

import type { Trace } from '../../trace/trace.ts';

/** A program for the stage: it runs for real, and a slide shows its trace. */
export interface Demo {
  readonly title: string;
  /** One run after another, all at the same time, or as a curve of bounds. */
  readonly lanes: 'one' | 'race' | 'sweep';
  /**
   * The runs of a race, each in a process of its own: those of one heat take
   * place side by side, and one heat follows another. Runs that need much of the
   * processor have a heat of their own, so that each is as fast as it can be.
   */
  readonly heats?: Heats;
  /** What the talk says: of each two runs, the first takes less time. */
  readonly faster?: readonly (readonly [string, string])[];
  readonly parameters: Readonly<Record<string, DemoParameter>>;
  readonly run: (context: DemoContext) => Promise<void>;
}

/** The names of runs, by heats. */
export type Heats = readonly (readonly string[])[];

/** A whole number that may be chosen on the slide. */
export interface DemoParameter {
  readonly default: number;
  readonly from: number;
  readonly to: number;
}

export interface DemoContext {
  /** What every delay is multiplied by. */
  readonly scale: number;
  /** A value for each parameter, within its limits. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Aborts when the demo is no longer waited for. */
  readonly signal: AbortSignal;
  /**
   * Does a piece of work and records it as a run of that name, with a lab that
   * starts counting from zero. What `prepare` does is not recorded. In a race,
   * only one of the runs takes place in this process; the others are skipped.
   */
  readonly record: (
    name: string,
    work: () => unknown,
    prepare?: () => unknown,
  ) => Promise<void>;
  /** Adds a sentence to the run that is being recorded, at this moment. */
  readonly note: (text: string) => void;
}

/** What the lab's servers saw, since the run began. */
export interface Seen {
  readonly requests: number;
  readonly inFlight: number;
  readonly aborted: number;
}

export interface DemoNote {
  readonly atMs: number;
  readonly text: string;
  readonly seen: Seen;
}

/** What a slide receives while a demo runs, in this order. */
export type DemoEvent =
  | { readonly type: 'start'; readonly scale: number }
  | { readonly type: 'run'; readonly run: string }
  | { readonly type: 'trace'; readonly run: string; readonly trace: Trace }
  | {
      readonly type: 'server';
      readonly run: string;
      readonly atMs: number;
      readonly seen: Seen;
    }
  | ({ readonly type: 'note'; readonly run: string } & DemoNote)
  | {
      readonly type: 'end';
      readonly run: string;
      readonly trace: Trace;
      readonly seen: Seen;
    }
  | { readonly type: 'done' }
  | { readonly type: 'error'; readonly message: string };

export interface RecordedRun {
  readonly name: string;
  readonly seconds: number;
  /** How many requests were made; the trace may have fewer. */
  readonly requests: number;
  readonly trace: Trace;
  readonly notes: readonly DemoNote[];
  /** What the servers saw, each time it had changed. */
  readonly server: readonly (readonly [
    atMs: number,
    requests: number,
    inFlight: number,
    aborted: number,
  ])[];
}

/** A demo as it was once run: what a slide plays where there is no server. */
export interface RecordedDemo {
  readonly name: string;
  readonly title: string;
  readonly lanes: Demo['lanes'];
  /** Left out where the runs do not race. */
  readonly heats?: Heats;
  readonly parameters: Demo['parameters'];
  readonly scale: number;
  readonly runs: readonly RecordedRun[];
}

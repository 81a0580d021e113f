/**
 * What the engine of JavaScript did during a small program, step by step: plain
 * data, recorded and never made up.
 */
export interface Steps {
  /** In the order in which they happened. */
  readonly steps: readonly Step[];
  /** Everything that was ever queued or waited for, by its number. */
  readonly tokens: readonly Token[];
  /** The texts of the programs that are named in places, where known. */
  readonly sources: Readonly<Record<string, string>>;
  /** True when there was more than the recorder keeps. */
  readonly isCut: boolean;
}

/** Where a token is before and after it runs. */
export type Queue = 'asleep' | 'microtasks' | 'timers' | 'pool' | 'wire';

/** Something that will run later: the rest of a function, a timer, a socket. */
export interface Token {
  /** 0, 1, 2 … in the order in which they were made. */
  readonly id: number;
  /** Where it goes when it is made. */
  readonly queue: Queue;
  /** Such as `timer, 400 ms` or `rest of prepare`. */
  readonly label: string;
  /** Where the program made it, the innermost function first. */
  readonly stack: readonly Frame[];
  /** Whether it goes back to where it was when it has run, as a socket does. */
  readonly isLasting: boolean;
}

/** A function of the program that was running. */
export interface Frame {
  readonly name: string;
  /** A file's address, or a cell's name. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** One thing that happened to one token. */
export interface Step {
  /** Milliseconds since the recording began. */
  readonly atMs: number;
  /**
   * Which turn of the event loop it happened in, from 1: one task, and all
   * microtasks after it.
   */
  readonly turn: number;
  /** It was made, became ready, began to run, or has run. */
  readonly kind: 'made' | 'ready' | 'runs' | 'done';
  readonly tokenId: number;
}

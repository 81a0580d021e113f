import type { Trace } from '../../trace/trace.ts';
import type { ErrorData } from './attempt.ts';

/** What a learner's process may take, all in all. */
export const memoryMegabytes = 600;

/** What the process for a learner's code is told to do. */
export interface Job {
  /** The exercise's own module. */
  readonly exerciseUrl: string;
  /** The learner's file. */
  readonly file: string;
  /** Where the lab tells about itself. */
  readonly labUrl: string;
  readonly seed: number;
  /** A folder of the run's own. */
  readonly folder: string;
}

/** What that process is asked for before it is given up. */
export interface SnapshotRequest {
  readonly kind: 'snapshot';
}

export type Report =
  /** The process runs, and turns to the learner's module. */
  | { readonly kind: 'ready' }
  /** The learner's module is there, and so is its function. */
  | { readonly kind: 'loaded' }
  | { readonly kind: 'unloadable'; readonly error: ErrorData }
  | { readonly kind: 'nameless'; readonly exported: readonly string[] }
  | { readonly kind: 'done'; readonly value: unknown; readonly trace: Trace }
  | { readonly kind: 'threw'; readonly error: ErrorData; readonly trace: Trace }
  | { readonly kind: 'crashed'; readonly error: ErrorData; readonly trace: Trace }
  | { readonly kind: 'snapshot'; readonly trace: Trace };

import type { Trace } from '../../trace/trace.ts';
import type { ErrorData } from './attempt.ts';

/** How much memory a learner's process may use in all. */
export const memoryMegabytes = 600;

/** What the process for a learner's code has to do. */
export interface Job {
  /** The exercise's own module. */
  readonly exerciseUrl: string;
  /** The learner's file. */
  readonly file: string;
  /** The lab's own address. */
  readonly labUrl: string;
  readonly seed: number;
  /** The folder of the run. */
  readonly folder: string;
}

/** The last question to that process before it is given up. */
export interface SnapshotRequest {
  readonly kind: 'snapshot';
}

/** What that process reports. */
export type Report =
  /** It has started, and loads the learner's module. */
  | { readonly kind: 'ready' }
  /** The learner's module has loaded, and has the function. */
  | { readonly kind: 'loaded' }
  | { readonly kind: 'unloadable'; readonly error: ErrorData }
  | { readonly kind: 'nameless'; readonly exported: readonly string[] }
  | { readonly kind: 'done'; readonly value: unknown; readonly trace: Trace }
  | { readonly kind: 'threw'; readonly error: ErrorData; readonly trace: Trace }
  | {
      readonly kind: 'crashed';
      readonly error: ErrorData;
      readonly trace: Trace;
    }
  | { readonly kind: 'snapshot'; readonly trace: Trace };

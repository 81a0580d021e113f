import type { Trace } from '../../trace/trace.ts';
import type { ErrorData } from './attempt.ts';

/** How much memory a learner's process may use in all. */
export const memoryMegabytes = 600;

/** What the process for a learner's code has to do. */
export interface Job {
  /** A report without it was sent by the learner's code, and does not count. */
  readonly secret: string;
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

/** A report, with the secret of its job. */
export interface Envelope {
  readonly secret: string;
  readonly report: Report;
}

/** What that process reports. */
export type Report =
  /** The learner's code has started a process in a group of its own. */
  | { readonly kind: 'detached'; readonly pid: number }
  /** It has started, and loads the learner's module. */
  | { readonly kind: 'ready' }
  /** The learner's module has loaded, and has the function. */
  | { readonly kind: 'loaded' }
  | { readonly kind: 'unloadable'; readonly error: ErrorData }
  | { readonly kind: 'nameless'; readonly exported: readonly string[] }
  | { readonly kind: 'done'; readonly value: unknown; readonly trace: Trace }
  /** The lab of the run did not answer, which is not the learner's doing. */
  | { readonly kind: 'lab-silent' }
  /** The value of the act cannot be copied; what it is or holds, in words. */
  | {
      readonly kind: 'uncopyable';
      readonly found: string;
      readonly trace: Trace;
    }
  | { readonly kind: 'threw'; readonly error: ErrorData; readonly trace: Trace }
  | {
      readonly kind: 'crashed';
      readonly error: ErrorData;
      readonly trace: Trace;
    }
  | { readonly kind: 'snapshot'; readonly trace: Trace };

/**
 * Returns the report in a message from the process, or undefined if the learner's
 * own code has sent the message.
 */
export function reportIn(message: unknown, secret: string): Report | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const envelope = message as Partial<Envelope>;
  return envelope.secret === secret ? envelope.report : undefined;
}

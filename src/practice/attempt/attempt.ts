import { inspect } from 'node:util';
import type { Evidence } from '../exercise.ts';
import type { Trace } from '../../trace/trace.ts';

/** The result of one run of an exercise: evidence, or else a failure. */
export interface Attempt {
  readonly seed: number;
  readonly evidence?: Evidence;
  readonly failure?: Failure;
  /** What happened until the run ended. */
  readonly trace?: Trace;
  /** What the learner's code wrote to standard output and error. */
  readonly printed: string;
}

/** Why a run has no evidence. */
export type Failure =
  /** The module could not be imported. */
  | {
      readonly kind: 'unloadable';
      readonly error: ErrorData;
      /** What the compiler says about it, if anything. */
      readonly problems?: readonly string[];
    }
  /** The module does not export the function. */
  | { readonly kind: 'nameless'; readonly exported: readonly string[] }
  /** "line 12: Type 'string' is not assignable to type 'number'." */
  | { readonly kind: 'ill-typed'; readonly problems: readonly string[] }
  /** The function is still the starter's. */
  | { readonly kind: 'unwritten' }
  /** The function, or what it gave, threw. */
  | { readonly kind: 'threw'; readonly error: ErrorData }
  /** What the function returned cannot be copied to another process. */
  | { readonly kind: 'uncopyable'; readonly found: string }
  /** Something threw where no code waited for it. */
  | { readonly kind: 'crashed'; readonly error: ErrorData }
  /** The event loop turned, but the act did not end. */
  | ({ readonly kind: 'waiting' } & Late)
  /** The event loop did not turn any more. */
  | ({ readonly kind: 'stuck' } & Late)
  /** The run's own lab did not answer: the machine is too busy to judge. */
  | { readonly kind: 'lab-silent' }
  | { readonly kind: 'out-of-memory'; readonly megabytes: number }
  /** The process ended before the act did. */
  | { readonly kind: 'exited'; readonly code: number | null };

/** How long a run was given before it was ended. */
interface Late {
  readonly seconds: number;
  /** Whether it had more time than usual, because the machine was busy. */
  readonly isBusy?: boolean;
}

/** An error as plain data. */
export interface ErrorData {
  readonly name: string;
  readonly message: string;
  readonly code?: string | undefined;
  /** The line of the learner's file in its stack, if there is one. */
  readonly line?: number | undefined;
  /** It was in an event "error" without a listener. */
  readonly isEvent?: boolean;
}

/**
 * Turns an error, or anything else that was thrown, into plain data.
 * @param file the learner's file, to find its line in the stack
 */
export function errorDataOf(error: unknown, file = ''): ErrorData {
  if (!isError(error)) {
    return { name: typeof error, message: textOf(error) };
  }
  const read = (key: keyof NodeJS.ErrnoException) => readText(error, key);
  const stack = read('stack') ?? '';
  return {
    name: read('name') ?? 'Error',
    message: read('message') ?? '',
    code: read('code'),
    line: file === '' ? undefined : lineIn(stack, file),
    ...(isUnheardEvent(error) && { isEvent: true }),
  };
}

/** An error of a worker only has the prototype, and a proxy's may throw. */
function isError(error: unknown): error is Error {
  try {
    return Error.isError(error) || error instanceof Error;
  } catch {
    return false;
  }
}

/** Node marks what an emitter throws where its "error" event has no listener. */
function isUnheardEvent(error: Error): boolean {
  try {
    const marks = Object.getOwnPropertySymbols(error);
    return (
      (error as NodeJS.ErrnoException).code === 'ERR_UNHANDLED_ERROR' ||
      marks.some((mark) => mark.description === 'kEnhanceStackBeforeInspector')
    );
  } catch {
    return false;
  }
}

/** A property may be anything, and reading it may throw. */
function readText(error: Error, key: keyof NodeJS.ErrnoException) {
  try {
    const value: unknown = (error as NodeJS.ErrnoException)[key];
    return value === undefined || typeof value === 'string'
      ? value
      : textOf(value);
  } catch {
    return undefined;
  }
}

function textOf(thrown: unknown): string {
  try {
    return typeof thrown === 'string' ? thrown : inspect(thrown);
  } catch {
    return 'something that cannot be shown';
  }
}

function lineIn(stack: string, file: string): number | undefined {
  const from = stack.indexOf(file);
  if (from < 0) return undefined;
  const found = /^:(\d+)/.exec(stack.slice(from + file.length));
  return found ? Number(found[1]) : undefined;
}

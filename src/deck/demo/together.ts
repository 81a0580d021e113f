import { WorkError } from '../../setup/errors.mjs';

/**
 * Starts work for each item. The first failure aborts the rest, and is thrown
 * when all of it is over: nothing outlives this.
 * @throws the first failure, or the signal's reason
 */
export async function all<Item, Result>(
  items: readonly Item[],
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result[]> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const started = items.map((item) =>
    work(item, either).catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(started);
  either.throwIfAborted();
  return Promise.all(started);
}

/**
 * Gives work a signal that aborts when its time is up, or with another signal.
 * @throws what the work throws: WorkError where it was stopped at the deadline
 */
export async function withDeadline<Result>(
  deadlineMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const seconds = Number((deadlineMs / 1000).toFixed(1));
  const words = `The demo was not done after ${seconds} s, so it was stopped.`;
  const timer = setTimeout(() => {
    late.abort(new WorkError(words));
  }, deadlineMs);
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}

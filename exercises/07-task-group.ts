/**
 * # All or none
 *
 * `Promise.all` stops waiting at the first failure, and leaves the rest
 * running. Write `allOrNone`, which does not: it starts all tasks at once, and
 * when it is over, none of them is still at work.
 *
 * - A task is a function that takes a signal and returns a promise. When the
 *   signal aborts, the task stops, cleans up if it has to, and then rejects.
 * - When all goes well, `allOrNone` returns what the tasks returned, in their
 *   order. Without any tasks, that is an empty list.
 * - When one fails, the signal of all others aborts. Once each of them has
 *   really ended, `allOrNone` throws the error of the task that failed first.
 *
 * `withTaskGroup` of lesson 07 does the same; writing it by hand shows what is
 * inside.
 */

/** Something to do that stops when its signal aborts. */
export type Task<Result> = (signal: AbortSignal) => Promise<Result>;

/** Does all tasks at once; none outlives it. Throws the first failure. */
export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  // TODO: start all tasks; when one fails, stop and join the rest, and throw.
  throw new Error('Not written yet: allOrNone.');
}

/**
 * # All or none
 *
 * `Promise.all` stops waiting at the first failure, and leaves the rest
 * running. Write `allOrNone`, which does not: it starts all tasks at once, and
 * when it is over, none of them is still at work.
 *
 * - A task is a function that takes a signal and gives a promise. When the
 *   signal aborts, it stops, cleans up if it has to, and then rejects.
 * - When all goes well, `allOrNone` gives what the tasks gave, in their order.
 * - When one fails, the signal of all others aborts. Once each of them has
 *   really ended, `allOrNone` throws the error of the task that failed first.
 *
 * Do it by hand, without `withTaskGroup`: you will know what is inside.
 *
 * @minutes 10
 * @hint Lesson 07 calls it cancel and join: two things to do between the
 *   first failure and the moment when you let the error go on.
 * @hint Keep the promises in a variable. `Promise.all` over them gives the
 *   values, or throws the first error in time; in a `catch` you abort a
 *   controller, wait for all of them, and throw the error.
 * @hint `const started = tasks.map((task) => task(group.signal))`, then `try {
 *   return await Promise.all(started); } catch (error) { group.abort(); await
 *   Promise.allSettled(started); throw error; }`.
 */

/** Something to do that stops when its signal aborts. */
export type Task<Result> = (signal: AbortSignal) => Promise<Result>;

/** Does all tasks at once; none outlives it. Throws the first failure. */
export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  // #region solution
  // TODO: start all tasks; when one fails, stop and join the rest, and throw.
  const group = new AbortController();
  const started = tasks.map((task) => task(group.signal));
  try {
    return await Promise.all(started);
  } catch (error) {
    group.abort();
    await Promise.allSettled(started);
    throw error;
  }
  // #endregion solution
}

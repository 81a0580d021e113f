/**
 * # A clock beside the work
 *
 * In lesson 01 a clock should have ticked every 10 ms, and while ten requests
 * blocked the thread it did not tick once. That is a test worth keeping: it
 * tells whether a piece of work lets the rest of your program run.
 *
 * Write `ticksDuring`: it starts a clock that ticks every `everyMs`
 * milliseconds, then does `work` once. It returns the value of the work as
 * `result`, and as `ticks` how often the clock had ticked when the work was
 * done.
 *
 * - `work` may return its value at once, or a promise of it. Then the work is
 *   done when the promise is.
 * - Work that blocks the thread lets no tick through, so `ticks` is 0.
 * - If the work throws, `ticksDuring` throws the same error.
 * - However the work ends, the clock is stopped.
 */

/** Does work and counts how often a clock ticks meanwhile. */
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  // TODO: count the ticks until the work is done, then stop the clock.
  throw new Error('Not written yet: ticksDuring.');
}

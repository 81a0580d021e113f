/**
 * # A mutex of your own
 *
 * Write `createMutex`: it returns a lock with one function, `runExclusive`,
 * which lets one piece of work run at a time. Work is a function that returns a
 * promise.
 *
 * - Work begins when no other work is under way. Until its promise is settled,
 *   all others wait.
 * - First come, first served: even a call that comes just when the lock becomes
 *   free goes behind those that wait already.
 * - The caller gets what the work returned. If the work failed, with a promise
 *   that rejects or by throwing at once, the caller gets that error, and the
 *   next work begins all the same.
 * - Two mutexes have nothing to do with each other.
 *
 * @minutes 10
 * @hint What does a new call need to know? Only when the call before it has
 *   ended. So it waits for the last one that came.
 * @hint Keep one promise per mutex: the end of the last work. The next work
 *   begins in its `then`, and the end of that becomes the new last one. Lesson
 *   09 shows it; mind that the end must not reject.
 * @hint Two promises come from each call: the one that you return, which may
 *   reject, and the one that you keep for the next call, which must not: a
 *   `catch` makes the second out of the first.
 */
export interface Mutex {
  /** Returns what the work returns, as soon as it has had its turn. */
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Returns a lock that one piece of work can hold at a time. */
export function createMutex(): Mutex {
  // #region solution
  // TODO: let work run one at a time, in the order in which it came.
  let last: Promise<unknown> = Promise.resolve();
  return {
    runExclusive(work) {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
  // #endregion solution
}

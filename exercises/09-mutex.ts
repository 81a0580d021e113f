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
 */
export interface Mutex {
  /** Returns what the work returns, as soon as it has had its turn. */
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Returns a lock that one piece of work can hold at a time. */
export function createMutex(): Mutex {
  // TODO: let work run one at a time, in the order in which it came.
  throw new Error('Not written yet: createMutex.');
}

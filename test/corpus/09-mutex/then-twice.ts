// passes
export interface Mutex {
  /** Returns what the work returns, as soon as it has had its turn. */
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Returns a lock that one piece of work can hold at a time. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return {
    runExclusive(work) {
      const result = last.then(work, work);
      last = result;
      return result;
    },
  };
}

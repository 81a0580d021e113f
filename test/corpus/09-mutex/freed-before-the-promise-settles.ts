// fails: one-at-a-time
interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async runExclusive(work) {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      last = promise;
      await before;
      try {
        // Without an await, the lock is free as soon as the work is called.
        // eslint-disable-next-line @typescript-eslint/return-await
        return work();
      } finally {
        resolve(undefined);
      }
    },
  };
}

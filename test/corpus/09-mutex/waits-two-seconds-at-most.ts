// fails: one-at-a-time
export interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve(undefined);
  let waiting = 0;
  return {
    async runExclusive<Result>(work: () => Promise<Result>): Promise<Result> {
      if (waiting > 100) throw new Error('Too many.');
      waiting++;
      const before = last;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      last = promise;
      await Promise.race([
        before,
        new Promise((done) => setTimeout(done, 2000)),
      ]);
      try {
        return await work();
      } finally {
        waiting--;
        resolve(undefined);
      }
    },
  };
}

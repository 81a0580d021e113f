// fails: freed-after-an-error
interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Work that throws in place of returning a promise never reaches finally(). */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async runExclusive(work) {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      last = promise;
      await before;
      return work().finally(() => {
        resolve(undefined);
      });
    },
  };
}

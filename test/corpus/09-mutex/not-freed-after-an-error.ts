// fails: freed-after-an-error
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
      const result = await work();
      resolve(undefined);
      return result;
    },
  };
}

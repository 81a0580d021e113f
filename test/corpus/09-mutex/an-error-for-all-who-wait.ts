// fails: freed-after-an-error
interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return {
    runExclusive(work) {
      const result = last.then(work);
      last = result;
      return result;
    },
  };
}

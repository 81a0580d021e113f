// fails: outcome
interface Mutex {
  runExclusive<Result>(
    work: () => Promise<Result>,
  ): Promise<Result | undefined>;
}

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return {
    runExclusive(work) {
      const result = last.then(work).catch(() => undefined);
      last = result;
      return result;
    },
  };
}

// fails: a-lock-each
interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

let last: Promise<unknown> = Promise.resolve();

export function createMutex(): Mutex {
  return {
    runExclusive(work) {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
}

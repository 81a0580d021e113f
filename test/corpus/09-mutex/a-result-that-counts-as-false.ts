// fails: outcome
export interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return {
    runExclusive<Result>(work: () => Promise<Result>): Promise<Result> {
      const mine = last.then(() => work());
      last = mine.catch(() => undefined);
      return mine.then(
        (value) => value || Promise.reject(new Error('nothing')),
      );
    },
  };
}

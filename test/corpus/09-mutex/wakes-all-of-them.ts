// fails: first-come-first-served
interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createMutex(): Mutex {
  let current: Promise<unknown> | undefined;
  return {
    async runExclusive<Result>(work: () => Promise<Result>) {
      while (current) await current.catch(() => undefined);
      const own = (async () => work())();
      current = own;
      try {
        return await own;
      } finally {
        current = undefined;
      }
    },
  };
}

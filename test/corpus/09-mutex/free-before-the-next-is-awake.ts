// fails: first-come-first-served
interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Sets the lock free and wakes the call that has waited longest, which looks again. */
export function createMutex(): Mutex {
  const waiting: (() => void)[] = [];
  let isHeld = false;
  return {
    async runExclusive(work) {
      while (isHeld) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      isHeld = true;
      try {
        return await work();
      } finally {
        isHeld = false;
        waiting.shift()?.();
      }
    },
  };
}

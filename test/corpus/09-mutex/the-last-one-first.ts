// fails: first-come-first-served
interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createMutex(): Mutex {
  const waiting: (() => void)[] = [];
  let isHeld = false;
  return {
    async runExclusive(work) {
      if (isHeld) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      isHeld = true;
      try {
        return await work();
      } finally {
        const next = waiting.pop();
        if (next) next();
        else isHeld = false;
      }
    },
  };
}

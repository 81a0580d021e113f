// fails: first-come-first-served
import { setImmediate } from 'node:timers/promises';

interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createMutex(): Mutex {
  let isHeld = false;
  return {
    async runExclusive(work) {
      while (isHeld) await setImmediate();
      isHeld = true;
      try {
        return await work();
      } finally {
        isHeld = false;
      }
    },
  };
}

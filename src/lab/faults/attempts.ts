/** Counts how often each key was asked for. */
interface Attempts {
  /** The number of this attempt at `key`, from 1. */
  next(key: string): number;
  reset(): void;
}

const keysKept = 100_000;

/** Counts by key; beyond 100,000 keys the oldest are forgotten. */
export function createAttempts(): Attempts {
  const counts = new Map<string, number>();
  return {
    next(key) {
      const count = (counts.get(key) ?? 0) + 1;
      if (count === 1 && counts.size === keysKept) {
        const [oldest = ''] = counts.keys();
        counts.delete(oldest);
      }
      counts.set(key, count);
      return count;
    },
    reset() {
      counts.clear();
    },
  };
}

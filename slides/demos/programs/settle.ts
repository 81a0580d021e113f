import { setTimeout as sleep } from 'node:timers/promises';

/** Gives what became of each, in order: a value or a reason. */
// #region settle
export async function settleAll<Item, Value>(
  items: Item[],
  work: (item: Item) => Promise<Value>,
) {
  const settled = await Promise.allSettled(items.map(work));
  return settled.map((outcome, index) =>
    outcome.status === 'fulfilled'
      ? { item: items[index], value: outcome.value }
      : { item: items[index], reason: String(outcome.reason) },
  );
}
// #endregion settle

/** What `retry` asks before it tries again. */
export interface Patience {
  isWorthRetrying: (error: unknown) => boolean;
  waitMs: (attempts: number, error: unknown) => number;
}

/** Tries again, at most five times in all, as long as that may help. */
// #region retry
export async function retry<Value>(
  work: () => Promise<Value>,
  { isWorthRetrying, waitMs }: Patience,
): Promise<Value> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await work();
    } catch (error) {
      // #region whether
      if (attempts === 5 || !isWorthRetrying(error)) throw error;
      // #endregion whether
      // #region when
      await sleep(waitMs(attempts, error));
      // #endregion when
    }
  }
}
// #endregion retry

/** Longer each time, and not exactly that long but a random part of it. */
// #region back-off
export function backOffMs(attempts: number): number {
  return Math.random() * Math.min(10_000, 50 * 2 ** attempts);
}
// #endregion back-off

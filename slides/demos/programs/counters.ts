import { setTimeout as sleep } from 'node:timers/promises';

/** Three counters that mostly wait: a step takes `stepMs`. */
export function createCounters(stepMs: number) {
  // #region count
  async function count(name: string, log: string[]) {
    for (let step = 1; step <= 4; step += 1) {
      await sleep(stepMs);
      log.push(name);
    }
  }
  // #endregion count

  // #region in-turn
  async function inTurn() {
    const log: string[] = [];
    await count('A', log);
    await count('B', log);
    await count('C', log);
    return log.join(' ');
  }
  // #endregion in-turn

  // #region together
  async function together() {
    const log: string[] = [];
    const a = count('A', log);
    const b = count('B', log);
    const c = count('C', log);
    await Promise.all([a, b, c]);
    return log.join(' ');
  }
  // #endregion together

  return { inTurn, together };
}

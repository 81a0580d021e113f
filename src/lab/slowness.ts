/** Longer than a scheduler lets one process run while others wait. */
const probeMs = 20;
/** Waits are not made longer than this many times. */
const most = 10;

/**
 * Measures how busy the machine is with other work: by how many times longer
 * work takes than it would alone, from 1 to 10. It works for 20 ms of CPU time,
 * so it is for the moment before a wait is given up, not for every turn.
 */
export function measureSlowness(): number {
  const startedMs = performance.now();
  const before = process.threadCpuUsage();
  let usedMs = 0;
  while (usedMs < probeMs) {
    const { user, system } = process.threadCpuUsage(before);
    usedMs = (user + system) / 1000;
  }
  const factor = (performance.now() - startedMs) / usedMs;
  return Math.min(Math.max(factor, 1), most);
}

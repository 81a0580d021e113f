/**
 * Ends the process when it takes more memory than it may, and when whoever
 * started it is gone: nobody else would end a loop without end.
 */
import process from 'node:process';
import { workerData } from 'node:worker_threads';

export interface Watched {
  readonly memoryMegabytes: number;
  readonly parentPid: number;
}

const { memoryMegabytes, parentPid } = workerData as Watched;
const limitBytes = memoryMegabytes * 1_000_000;

setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > limitBytes;
  if (isTooLarge || process.ppid !== parentPid) {
    process.kill(process.pid, 'SIGKILL');
  }
}, 50);

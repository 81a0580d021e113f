/**
 * Ends the process when it takes more memory than it may, and when whoever
 * started it is gone: nobody else would end a loop without end.
 */
import process from 'node:process';
import { workerData } from 'node:worker_threads';

const limitBytes = (workerData as number) * 1_000_000;
const parent = process.ppid;

setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > limitBytes;
  if (isTooLarge || process.ppid !== parent) {
    process.kill(process.pid, 'SIGKILL');
  }
}, 50);

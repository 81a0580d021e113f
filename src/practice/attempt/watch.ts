/**
 * Ends the process when it uses too much memory, and when its parent has ended:
 * nothing else would stop an endless loop.
 */
import process from 'node:process';
import { workerData } from 'node:worker_threads';
import { killGroup } from './process-group.ts';

/** What the watch needs to know. */
export interface Watched {
  readonly memoryMegabytes: number;
  readonly parentPid: number;
}

const { memoryMegabytes, parentPid } = workerData as Watched;
const limitBytes = memoryMegabytes * 1_000_000;

setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > limitBytes;
  if (isTooLarge || process.ppid !== parentPid) {
    killGroup(process.pid);
  }
}, 50);

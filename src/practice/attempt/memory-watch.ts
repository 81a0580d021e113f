/** Ends the process when it takes more memory than it may. */
import { memoryUsage, kill, pid } from 'node:process';
import { workerData } from 'node:worker_threads';

const limitBytes = (workerData as number) * 1_000_000;

setInterval(() => {
  if (memoryUsage.rss() > limitBytes) kill(pid, 'SIGKILL');
}, 50);

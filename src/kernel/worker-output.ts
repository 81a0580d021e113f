import { AsyncResource } from 'node:async_hooks';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { Worker, WorkerOptions } from 'node:worker_threads';

/**
 * Has what a worker thread prints belong to the cell that started it: Node
 * would write it in no context at all.
 */
export function followWorkers(): void {
  const threads = createRequire(import.meta.url)('node:worker_threads') as {
    Worker: typeof Worker;
  };
  const Original = threads.Worker;
  threads.Worker = class Worker extends Original {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      super(file, { ...options, stdout: true, stderr: true });
      for (const name of ['stdout', 'stderr'] as const) {
        if (options[name]) continue;
        const write = AsyncResource.bind((chunk: Buffer) => {
          process[name].write(chunk);
        });
        this[name].on('data', write);
      }
    }
  };
  syncBuiltinESMExports();
}

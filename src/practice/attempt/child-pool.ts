import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryMegabytes } from './protocol.ts';

/** Processes for learners' code; each is used for one run. */
export interface ChildPool {
  /** Gives one that works in this folder. */
  take(cwd: string): ChildProcess;
  /** Ends it, and starts others in its place where some are to be ready. */
  end(child: ChildProcess): Promise<void>;
  close(): Promise<void>;
}

const childFile = fileURLToPath(
  new URL(`./child${extname(import.meta.url)}`, import.meta.url),
);

/**
 * @param ready how many wait for their next use, in the folder of the last
 * one: to start a process and to load undici takes longer than most runs
 */
export function createChildPool(ready = 0): ChildPool {
  let waiting: { readonly cwd: string; readonly child: ChildProcess }[] = [];
  let inUse = 0;
  let lastCwd: string | undefined;

  function fill(): void {
    while (lastCwd !== undefined && waiting.length < ready) {
      waiting.push({ cwd: lastCwd, child: startChild(lastCwd) });
    }
  }

  return {
    take(cwd) {
      inUse++;
      lastCwd = cwd;
      const found = waiting.find((one) => one.cwd === cwd && isAlive(one));
      waiting = waiting.filter((one) => one !== found);
      return found?.child ?? startChild(cwd);
    },
    async end(child) {
      await endChild(child);
      inUse--;
      // Not before: a start would take time from those that still run.
      if (inUse === 0) fill();
    },
    async close() {
      lastCwd = undefined;
      const all = waiting;
      waiting = [];
      await Promise.all(all.map(({ child }) => endChild(child)));
    },
  };
}

function startChild(cwd: string): ChildProcess {
  return fork(childFile, {
    cwd,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${memoryMegabytes / 2}`],
    env: { ...process.env, NODE_OPTIONS: '', LAB_URL: '' },
  });
}

function isAlive({ child }: { readonly child: ChildProcess }): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function endChild(child: ChildProcess): Promise<void> {
  if (!isAlive({ child })) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
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

export interface ChildPoolOptions {
  /**
   * How many wait for their next use, in the folder of the last one: to start
   * a process and to load undici takes longer than most runs.
   */
  readonly ready?: number;
  /** A folder for compiled code, which saves a third of that start. */
  readonly cache?: string | undefined;
}

export function createChildPool(options: ChildPoolOptions = {}): ChildPool {
  const { ready = 0, cache } = options;
  let waiting: { readonly cwd: string; readonly child: ChildProcess }[] = [];
  let inUse = 0;
  let lastCwd: string | undefined;

  function fill(): void {
    while (lastCwd !== undefined && waiting.length < ready) {
      waiting.push({ cwd: lastCwd, child: startChild(lastCwd, cache) });
    }
  }

  return {
    take(cwd) {
      inUse++;
      lastCwd = cwd;
      const found = waiting.find((one) => one.cwd === cwd && isAlive(one));
      waiting = waiting.filter((one) => one !== found);
      return found?.child ?? startChild(cwd, cache);
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

function startChild(cwd: string, cache = ''): ChildProcess {
  return fork(childFile, {
    cwd,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${memoryMegabytes / 2}`],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_COMPILE_CACHE: cache,
      LAB_URL: '',
    },
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

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killGroup } from './process-group.ts';
import { memoryMegabytes } from './protocol.ts';

/** Processes for learners' code; each one is used for a single run. */
export interface ChildPool {
  /** Gives a process that works in this folder. */
  take(cwd: string): ChildProcess;
  /** Ends a process, and starts new ones if some are to be kept ready. */
  end(child: ChildProcess): Promise<void>;
  close(): Promise<void>;
}

const childFile = fileURLToPath(
  new URL(`./child${extname(import.meta.url)}`, import.meta.url),
);

/**
 * Returns a pool, which must be closed.
 * @param ready how many processes to keep ready, in the folder of the last use:
 * starting a process and loading undici takes longer than most runs
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
      const found = waiting.find(
        (one) => one.cwd === cwd && isAlive(one.child),
      );
      waiting = waiting.filter((one) => one !== found);
      return found?.child ?? startChild(cwd);
    },
    async end(child) {
      await endChild(child);
      inUse--;
      // Not earlier, because a start would slow down the runs under way.
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
    // The leader of a group, to which all that the learner's code starts belongs.
    detached: true,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${memoryMegabytes / 2}`],
    env: { ...process.env, NODE_OPTIONS: '', LAB_URL: '' },
  });
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/**
 * Ends a process and its group. Then it closes its pipes: a process outside the
 * group that still holds them would keep this one from ending.
 */
async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const exited = isAlive(child) ? once(child, 'exit') : undefined;
  killGroup(child.pid);
  await exited;
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (child.connected) child.disconnect();
}

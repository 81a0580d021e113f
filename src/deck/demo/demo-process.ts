import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const childFile = fileURLToPath(new URL('child.ts', import.meta.url));
/** How long a demo may take to stop by itself. */
const graceMs = 300;
const printedLength = 2000;

/** Starts the process in which a demo runs, against a lab. */
export function startDemoProcess(labUrl: string): ChildProcess {
  return fork(childFile, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '', LAB_URL: labUrl },
  });
}

/** Ends a demo's process: it is asked to stop, and then killed. */
export async function endDemoProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const isLate = setTimeout(graceMs, true, { ref: false });
  if ((await Promise.race([exited, isLate])) === true) child.kill('SIGKILL');
  await exited;
}

/** Says how a demo's process ended early, with its last error. */
export function earlyEndWords(code: number | null, printed: string): string {
  const lines = printed.trim().split('\n');
  const error = lines.findLast((line) => /^\w*Error\b/.test(line));
  const last = error ?? lines.at(-1) ?? '';
  const how = code === null ? 'was ended' : `ended with exit code ${code}`;
  return `The demo’s process ${how} before it was done${last && `: ${last}`}`;
}

/** Returns the last characters that the process has printed so far. */
export function collectPrinted(child: ChildProcess): () => string {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-printedLength);
    });
  }
  return () => printed;
}

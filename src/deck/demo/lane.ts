import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import type { DemoEvent, Seen } from './demo.ts';
import { startUnsharedLab, type Lab } from '../../lab/lab.ts';
import { WorkError } from '../../setup/errors.mjs';
import type { GoOn, Job, Report } from './protocol.ts';

const childFile = fileURLToPath(new URL('child.ts', import.meta.url));
const watchEveryMs = 150;
/** How long a server may take to notice that a client has gone. */
const noticeMs = 60;
/** How long a demo may take to stop by itself. */
const graceMs = 300;
const printedLength = 2000;

interface Lane {
  /** What its process is told. */
  readonly job: Job;
  readonly onEvent: (event: DemoEvent) => void;
  /** Is waited for before a run begins: a race begins for all at once. */
  readonly start: () => Promise<void>;
}

/**
 * Runs a demo, or one run of a race, in a process of its own, against a lab of
 * its own. There is neither of them left in the end.
 * @throws WorkError in one line when the demo fails or ends early, and the
 * signal's reason when that aborts
 */
export async function runLane(lane: Lane, signal: AbortSignal): Promise<void> {
  const lab = await startUnsharedLab({ scale: lane.job.scale, url: '' });
  try {
    signal.throwIfAborted();
    const child = startChild(lab.url);
    try {
      await follow(child, lab, lane, signal);
    } finally {
      await end(child);
    }
  } finally {
    await lab.close();
  }
}

function startChild(labUrl: string): ChildProcess {
  return fork(childFile, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '', LAB_URL: labUrl },
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const isLate = setTimeout(graceMs, true, { ref: false });
  if ((await Promise.race([exited, isLate])) === true) child.kill('SIGKILL');
  await exited;
}

/** Passes on what the process reports, until it is done. */
async function follow(
  child: ChildProcess,
  lab: Lab,
  { job, onEvent, start }: Lane,
  signal: AbortSignal,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const printed = collectPrinted(child);
  const say = (message: Job | GoOn) => {
    if (child.connected) child.send(message, () => undefined);
  };
  const watch = createWatch(lab, onEvent);
  const hear = async (report: Report) => {
    switch (report.kind) {
      case 'ready':
        await start();
        await lab.reset();
        onEvent({ type: 'run', run: report.run });
        watch.start(report.run);
        say({ kind: 'go on' });
        break;
      case 'trace': {
        const { run, trace } = report;
        onEvent({ type: 'trace', run, trace });
        break;
      }
      case 'note': {
        const { run, atMs, text } = report;
        const seen = await seenBy(lab);
        onEvent({ type: 'note', run, atMs, text, seen });
        break;
      }
      case 'end': {
        const { run, trace } = report;
        watch.stop();
        await setTimeout(noticeMs);
        onEvent({ type: 'end', run, trace, seen: await seenBy(lab) });
        say({ kind: 'go on' });
        break;
      }
      case 'done':
        resolve(undefined);
        break;
      case 'threw':
        reject(new WorkError(`The demo failed: ${report.message}`));
    }
  };
  // One report after another, so that a run's end comes after its notes.
  let heard = Promise.resolve();
  child.on('message', (report: Report) => {
    heard = heard.then(() => hear(report)).catch(reject);
  });
  child.once('error', reject);
  child.once('close', (code) => {
    void heard.then(() => {
      reject(new WorkError(earlyEnd(code, printed())));
    });
  });
  const onAbort = () => {
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', onAbort);
  try {
    say(job);
    await promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    watch.stop();
  }
}

function earlyEnd(code: number | null, printed: string): string {
  const lines = printed.trim().split('\n');
  const error = lines.findLast((line) => /^\w*Error\b/.test(line));
  const last = error ?? lines.at(-1) ?? '';
  const how = code === null ? 'was ended' : `ended with exit code ${code}`;
  return `The demo’s process ${how} before it was done${last && `: ${last}`}`;
}

/** What the lab's servers have seen since the run began, all of them together. */
async function seenBy(lab: Lab): Promise<Seen> {
  const sites: readonly Seen[] = Object.values(await lab.stats());
  const sum = (key: keyof Seen) =>
    sites.reduce((total, site) => total + site[key], 0);
  return {
    requests: sum('requests'),
    inFlight: sum('inFlight'),
    aborted: sum('aborted'),
  };
}

/** Looks at the servers now and then while a run goes on. */
function createWatch(lab: Lab, onEvent: (event: DemoEvent) => void) {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    stop,
    start(run: string) {
      stop();
      const startedMs = performance.now();
      const own = setInterval(() => {
        const atMs = Math.round(performance.now() - startedMs);
        void seenBy(lab).then(
          (seen) => {
            if (timer !== own) return;
            onEvent({ type: 'server', run, atMs, seen });
          },
          () => undefined,
        );
      }, watchEveryMs);
      timer = own;
    },
  };
}

/** Gives what the process has written so far, if not too much. */
function collectPrinted(child: ChildProcess): () => string {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-printedLength);
    });
  }
  return () => printed;
}

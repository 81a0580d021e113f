import type { ChildProcess } from 'node:child_process';
import { on } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { startUnsharedLab, type Lab } from '../../lab/lab.ts';
import { WorkError } from '../../setup/errors.mjs';
import type { DemoEvent } from './demo.ts';
import {
  collectPrinted,
  earlyEndWords,
  endDemoProcess,
  startDemoProcess,
} from './demo-process.ts';
import type { GoOn, Job, Report } from './protocol.ts';
import { createServerWatch, seenBy, type ServerWatch } from './watch.ts';

/** How long a server may take to notice that a client has gone. */
const noticeMs = 60;

/** A demo, or one run of a race, that is ready to begin. */
export interface Lane {
  /**
   * Lets it begin, once, and reports what happens until it is done.
   * @throws WorkError in one line when the demo fails or ends early, and the
   * signal's reason when that aborts
   */
  readonly run: (
    onEvent: (event: DemoEvent) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Ends its process and its lab, at any time. */
  readonly end: () => Promise<void>;
}

/**
 * Starts a process of its own for a demo, or for one run of a race, and a lab
 * of its own, and waits until the demo is about to begin.
 * @throws what `run` throws; then nothing is left
 */
export async function prepareLane(
  job: Job,
  signal: AbortSignal,
): Promise<Lane> {
  await using parts = new AsyncDisposableStack();
  const lab = parts.use(await startUnsharedLab({ scale: job.scale, url: '' }));
  signal.throwIfAborted();
  const child = startDemoProcess(lab.url);
  parts.defer(() => endDemoProcess(child));
  const reports = createReports(child);
  send(child, job);
  const first = await reports.next(signal);
  const owned = parts.move();
  return {
    run: (onEvent, signal) =>
      follow({ child, lab, onEvent, reports, signal }, first),
    end: () => owned.disposeAsync(),
  };
}

interface Reports {
  /**
   * Waits for the next report.
   * @throws WorkError where the process ends, and the signal's reason
   */
  next(signal: AbortSignal): Promise<Report>;
}

/** Keeps what a process reports until it is asked for. */
function createReports(child: ChildProcess): Reports {
  const printed = collectPrinted(child);
  const messages = on(child, 'message', { close: ['close'] });
  return {
    async next(signal) {
      signal.throwIfAborted();
      const aborted = Promise.withResolvers<never>();
      const onAbort = () => {
        aborted.reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort);
      try {
        const message = (await Promise.race([
          messages.next(),
          aborted.promise,
        ])) as IteratorResult<[Report], undefined>;
        if (!message.done) return message.value[0];
        throw new WorkError(earlyEndWords(child.exitCode, printed()));
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

/** A lane that has begun. */
interface Running {
  readonly child: ChildProcess;
  readonly lab: Lab;
  readonly onEvent: (event: DemoEvent) => void;
  readonly reports: Reports;
  readonly signal: AbortSignal;
}

/** Passes on what the process reports, until it is done. */
async function follow(running: Running, first: Report): Promise<void> {
  const { lab, onEvent, reports, signal } = running;
  const watch = createServerWatch(lab, onEvent);
  try {
    // One report after another, so that a run's end comes after its notes.
    for (let report = first; report.kind !== 'done';) {
      await handleReport(report, running, watch);
      report = await reports.next(signal);
    }
  } finally {
    watch.stop();
  }
}

function send(child: ChildProcess, message: Job | GoOn): void {
  if (child.connected) child.send(message, () => undefined);
}

/** @throws WorkError where the demo has failed */
async function handleReport(
  report: Exclude<Report, { kind: 'done' }>,
  { child, lab, onEvent }: Running,
  watch: ServerWatch,
): Promise<void> {
  switch (report.kind) {
    case 'ready':
      await lab.reset();
      onEvent({ type: 'run', run: report.run });
      watch.start(report.run);
      send(child, { kind: 'go on' });
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
      send(child, { kind: 'go on' });
      break;
    }
    case 'threw':
      throw new WorkError(`The demo failed: ${report.message}`);
  }
}

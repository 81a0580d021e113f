import type { ChildProcess } from 'node:child_process';
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

interface Lane {
  /** What its process is to do. */
  readonly job: Job;
  readonly onEvent: (event: DemoEvent) => void;
  /** Waited for before a run begins: the runs of a race begin together. */
  readonly start: () => Promise<void>;
}

/**
 * Runs a demo, or one run of a race, in a process of its own, against a lab of
 * its own. Neither of them is left in the end.
 * @throws WorkError in one line when the demo fails or ends early, and the
 * signal's reason when that aborts
 */
export async function runLane(lane: Lane, signal: AbortSignal): Promise<void> {
  const lab = await startUnsharedLab({ scale: lane.job.scale, url: '' });
  try {
    signal.throwIfAborted();
    const child = startDemoProcess(lab.url);
    try {
      await follow(child, lab, lane, signal);
    } finally {
      await endDemoProcess(child);
    }
  } finally {
    await lab.close();
  }
}

/** Passes on what the process reports, until it is done. */
async function follow(
  child: ChildProcess,
  lab: Lab,
  lane: Lane,
  signal: AbortSignal,
): Promise<void> {
  const { promise: done, resolve, reject } = Promise.withResolvers<undefined>();
  const printed = collectPrinted(child);
  const watch = createServerWatch(lab, lane.onEvent);
  // One report after another, so that a run's end comes after its notes.
  let handled = Promise.resolve();
  child.on('message', (report: Report) => {
    if (report.kind === 'done') {
      void handled.then(() => {
        resolve(undefined);
      });
    } else {
      handled = handled
        .then(() => handleReport(report, child, lab, lane, watch))
        .catch(reject);
    }
  });
  child.once('error', reject);
  child.once('close', (code) => {
    void handled.then(() => {
      reject(new WorkError(earlyEndWords(code, printed())));
    });
  });
  const onAbort = () => {
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', onAbort);
  try {
    send(child, lane.job);
    await done;
  } finally {
    signal.removeEventListener('abort', onAbort);
    watch.stop();
  }
}

function send(child: ChildProcess, message: Job | GoOn): void {
  if (child.connected) child.send(message, () => undefined);
}

/** @throws WorkError where the demo has failed */
async function handleReport(
  report: Exclude<Report, { kind: 'done' }>,
  child: ChildProcess,
  lab: Lab,
  { onEvent, start }: Lane,
  watch: ServerWatch,
): Promise<void> {
  switch (report.kind) {
    case 'ready':
      await start();
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

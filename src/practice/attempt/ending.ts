import type { ChildProcess } from 'node:child_process';
import type { Trace } from '../../trace/trace.ts';
import { startPatientTimer } from '../acting/patience.ts';
import type { Failure } from './attempt.ts';
import {
  memoryMegabytes,
  reportIn,
  type Report,
  type SnapshotRequest,
} from './protocol.ts';
import { failureOfThrown } from './unwritten.ts';

/** How a run ended. */
export type Ending =
  | { readonly kind: 'done'; readonly value: unknown; readonly trace: Trace }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly trace?: Trace;
    };

/** How long a busy machine may take to start a process. */
const startTimeoutMs = 30_000;

/** How long a module may take to load. */
const loadTimeoutMs = 10_000;

/** How long an event loop may take to answer before it counts as stuck. */
const snapshotTimeoutMs = 2000;

/**
 * Waits until the process has done its job, has failed or has ended, or until
 * the deadline, which counts from when the learner's module has loaded.
 */
export function endingOf(
  child: ChildProcess,
  secret: string,
  deadlineMs: number,
): Promise<Ending> {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  let late: { readonly seconds: number; readonly isBusy: boolean };
  let stopTimer = () => {};

  /** Only the latest wait counts. */
  function wait(ms: number, onEnd: () => void): void {
    stopTimer();
    stopTimer = startPatientTimer(ms, onEnd);
  }

  function giveUpAfter(ms: number): void {
    const startedMs = performance.now();
    wait(ms, () => {
      const waitedMs = performance.now() - startedMs;
      const isBusy = waitedMs > 1.5 * ms;
      late = { seconds: Math.round(waitedMs / 1000), isBusy };
      onDeadline();
    });
  }

  function onDeadline(): void {
    child.send({ kind: 'snapshot' } satisfies SnapshotRequest, () => undefined);
    wait(snapshotTimeoutMs, () => {
      resolve(failed({ kind: 'stuck', ...late }));
    });
  }

  child.on('message', (message) => {
    const report = reportIn(message, secret);
    if (!report || report.kind === 'detached') return;
    if (report.kind === 'ready') giveUpAfter(loadTimeoutMs);
    else if (report.kind === 'loaded') giveUpAfter(deadlineMs);
    else resolve(endingAfter(report, late));
  });
  child.once('exit', (code, signal) => {
    resolve(failed(failureAfterExit(code, signal)));
  });
  child.once('error', () => {
    resolve(failed({ kind: 'exited', code: null }));
  });
  giveUpAfter(startTimeoutMs);
  return promise.finally(() => {
    stopTimer();
  });
}

function failed(failure: Failure, trace?: Trace): Ending {
  return { kind: 'failed', failure, ...(trace && { trace }) };
}

function endingAfter(
  report: Exclude<Report, { kind: 'ready' | 'loaded' | 'detached' }>,
  late: { readonly seconds: number; readonly isBusy: boolean },
): Ending {
  switch (report.kind) {
    case 'done':
      return report;
    case 'uncopyable': {
      const { kind, found, trace } = report;
      return failed({ kind, found }, trace);
    }
    case 'snapshot':
      return failed({ kind: 'waiting', ...late }, report.trace);
    case 'threw':
      return failed(failureOfThrown(report.error), report.trace);
    case 'crashed': {
      const { kind, error, trace } = report;
      return failed({ kind, error }, trace);
    }
    default:
      return failed(report);
  }
}

/**
 * A process that uses too much memory is killed by its own watch or aborted by
 * its JavaScript engine.
 */
function failureAfterExit(
  code: number | null,
  signal: NodeJS.Signals | null,
): Failure {
  const isOutOfMemory =
    signal === 'SIGKILL' || signal === 'SIGABRT' || code === 134;
  return isOutOfMemory
    ? { kind: 'out-of-memory', megabytes: memoryMegabytes }
    : { kind: 'exited', code };
}

import type { CancelCall, Clock } from './clock.ts';
import { createDueQueue } from './due-queue.ts';

export interface Scheduler {
  /** Runs `run` at `dueMs`, or at once if that has passed. */
  at(dueMs: number, run: () => void): CancelCall;
  /** How many runs are still to come. */
  readonly pending: number;
  /** Drops everything that is still to come. */
  stop(): void;
}

interface Job {
  readonly dueMs: number;
  run: (() => void) | undefined;
}

/**
 * Runs all delays of the lab from one queue with one timer. If each had a timer
 * of its own, each of thousands would be late by as much as all before it.
 */
export function createScheduler(clock: Clock): Scheduler {
  let queue = createDueQueue<Job>();
  let pending = 0;
  const alarm = createAlarm(clock, runDue);

  function drop(job: Job): (() => void) | undefined {
    const { run } = job;
    job.run = undefined;
    if (run) pending -= 1;
    return run;
  }

  function runDue(): void {
    try {
      for (let job = queue.peek(); job; job = queue.peek()) {
        if (job.run && job.dueMs > clock.now()) break;
        queue.pop();
        drop(job)?.();
      }
    } finally {
      // The others still run after one throws.
      if (pending === 0) stop();
      else arm();
    }
  }

  /**
   * Set for the head of the queue, not for the job just added: while jobs run,
   * the head is overdue, so what they add costs no timers of its own.
   */
  function arm(): void {
    alarm.setBy(queue.peek()?.dueMs ?? Infinity);
  }

  /** Empties the queue, of dropped jobs too, and clears the alarm set for them. */
  function stop(): void {
    alarm.clear();
    pending = 0;
    queue = createDueQueue<Job>();
  }

  return {
    at(dueMs, run) {
      if (dueMs <= clock.now()) {
        run();
        return () => undefined;
      }
      const job: Job = { dueMs, run };
      pending += 1;
      queue.push(job);
      arm();
      return () => {
        drop(job);
        if (pending === 0) stop();
      };
    },
    get pending() {
      return pending;
    },
    stop,
  };
}

/** One timer, always set for the earliest instant that was asked for. */
function createAlarm(clock: Clock, ring: () => void) {
  let setMs = Infinity;
  let cancel: CancelCall = () => undefined;
  return {
    setBy(dueMs: number): void {
      if (dueMs >= setMs) return;
      cancel();
      setMs = dueMs;
      cancel = clock.callAt(dueMs, () => {
        setMs = Infinity;
        ring();
      });
    },
    clear(): void {
      cancel();
      setMs = Infinity;
    },
  };
}

import type { CancelCall, Clock } from './clock.ts';
import { createDueQueue } from './due-queue.ts';

export interface Scheduler {
  /** Runs `run` at `dueMs`; at once if that has passed. */
  at(dueMs: number, run: () => void): CancelCall;
  /** How many runs are still to come. */
  readonly pending: number;
  /** Drops all that is still to come. */
  stop(): void;
}

interface Job {
  readonly dueMs: number;
  run: (() => void) | undefined;
}

/**
 * All delays of the lab in one queue with one timer. Thousands of timers of
 * their own would each be late by as much as all before them.
 */
export function createScheduler(clock: Clock): Scheduler {
  let queue = createDueQueue<Job>();
  let pending = 0;
  let armedMs = Infinity;
  let disarm: CancelCall = () => undefined;

  function drop(job: Job): (() => void) | undefined {
    const { run } = job;
    job.run = undefined;
    if (run) pending -= 1;
    return run;
  }

  function runDue(): void {
    armedMs = Infinity;
    try {
      for (let job = queue.peek(); job; job = queue.peek()) {
        if (job.run && job.dueMs > clock.now()) break;
        queue.pop();
        drop(job)?.();
      }
    } finally {
      // Also after one that throws, the others have their turn.
      if (pending === 0) stop();
      else arm();
    }
  }

  /** Also what was dropped leaves the queue, with the timer that it had. */
  function stop(): void {
    disarm();
    armedMs = Infinity;
    pending = 0;
    queue = createDueQueue<Job>();
  }

  function arm(): void {
    const dueMs = queue.peek()?.dueMs ?? Infinity;
    if (dueMs >= armedMs) return;
    disarm();
    armedMs = dueMs;
    disarm = clock.callAt(dueMs, runDue);
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

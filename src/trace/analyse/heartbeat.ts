import type { Trace } from '../trace.ts';

/** A time in which the event loop did not run. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Whether a trace says anything of the event loop; one from a HAR does not. */
export function hasHeartbeat({ heartbeat, durationMs }: Trace): boolean {
  return heartbeat.beatsMs.length > 0 || heartbeat.intervalMs <= durationMs;
}

/**
 * The times between one beat and the next; the recording's start and end count
 * as beats too. Where a gap is much longer than the heartbeat's interval, the
 * event loop could not run.
 */
export function heartbeatGaps({ heartbeat, durationMs }: Trace): Gap[] {
  const beatsMs = [0, ...heartbeat.beatsMs, durationMs];
  return beatsMs.slice(1).map((toMs, index) => ({
    fromMs: beatsMs[index] ?? 0,
    toMs,
  }));
}

/**
 * The gaps that a person would notice: over three intervals and over 25 ms.
 * Below that, timers are irregular even when nothing is wrong.
 */
export function heldUpGaps(trace: Trace): Gap[] {
  const noticedMs = Math.max(25, 3 * trace.heartbeat.intervalMs);
  return heartbeatGaps(trace).filter((gap) => gapMs(gap) > noticedMs);
}

/** The length of the longest gap; 0 where there is none. */
export function longestGapMs(gaps: readonly Gap[]): number {
  // Not spread into Math.max, which fails with some hundred thousand arguments.
  return gaps.reduce((longest, gap) => Math.max(longest, gapMs(gap)), 0);
}

/** The length of a gap. */
export function gapMs({ fromMs, toMs }: Gap): number {
  return toMs - fromMs;
}

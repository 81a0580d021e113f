import { setTimeout as sleep } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { crawlDelayMs, type Rule } from './robots.ts';

/** Runs work for an address when the limits allow it. */
export type InTurn = <Result>(
  address: string,
  work: () => Promise<Result>,
) => Promise<Result>;

/** Limits how much work runs at once, in total and for each host. */
export function createTurns(concurrency: number, perHost: number): InTurn {
  const overall = pLimit(concurrency);
  const hosts = new Map<string, LimitFunction>();
  return (address, work) => {
    const { host } = new URL(address);
    const ofHost = hosts.get(host) ?? pLimit(perHost);
    hosts.set(host, ofHost);
    return ofHost(() => overall(work));
  };
}

/** Waits until a site may be requested again; rejects if the signal aborts. */
export type Pace = (address: string, signal: AbortSignal) => Promise<void>;

/**
 * Keeps two requests to a site apart by at least `leastMs`, or by its rules'
 * delay if that is longer.
 */
export function createPace(
  robots: ReadonlyMap<string, readonly Rule[]>,
  leastMs: number,
): Pace {
  const nextMs = new Map<string, number>();
  return async (address, signal) => {
    const { origin } = new URL(address);
    const nowMs = performance.now();
    const startMs = Math.max(nowMs, nextMs.get(origin) ?? 0);
    const apartMs = Math.max(leastMs, crawlDelayMs(robots.get(origin) ?? []));
    nextMs.set(origin, startMs + apartMs);
    if (startMs > nowMs) await sleep(startMs - nowMs, undefined, { signal });
  };
}

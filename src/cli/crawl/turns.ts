import { setTimeout as sleep } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { crawlDelayMs, type Rule } from './robots.ts';

/** Gives up a turn while something is waited for, and takes the next one. */
export type Rest = (wait: () => Promise<unknown>) => Promise<void>;

/** Runs work for an address when the limits allow it. */
export type InTurn = <Result>(
  address: string,
  work: (rest: Rest) => Promise<Result>,
) => Promise<Result>;

/** Waits until the limit lets it in; resolves to a function that leaves. */
function enter(limit: LimitFunction): Promise<() => void> {
  return new Promise((entered) => {
    void limit(() => new Promise<void>(entered));
  });
}

/** Limits how much is under way at once, in total and for each host. */
function createGate(concurrency: number, perHost: number) {
  const overall = pLimit(concurrency);
  const hosts = new Map<string, LimitFunction>();
  return async (address: string): Promise<() => void> => {
    const { host } = new URL(address);
    const ofHost = hosts.get(host) ?? pLimit(perHost);
    hosts.set(host, ofHost);
    const [leaveHost, leave] = [await enter(ofHost), await enter(overall)];
    return () => {
      leave();
      leaveHost();
    };
  };
}

/** Gives turns to work for addresses, within both limits. */
export function createTurns(concurrency: number, perHost: number): InTurn {
  const take = createGate(concurrency, perHost);
  return async (address, work) => {
    let turn = take(address);
    const leave = async () => {
      (await turn)();
    };
    const rest: Rest = async (wait) => {
      await leave();
      await wait().finally(() => (turn = take(address)));
    };
    return turn.then(() => work(rest)).finally(leave);
  };
}

/** Waits until a site may be requested again; rejects if the signal aborts. */
export type Pace = (address: string, signal: AbortSignal) => Promise<void>;

/** A site that is requested, and when it may be requested next. */
interface PacedSite {
  readonly turn: LimitFunction;
  nextMs: number;
}

/** Waits for the site's next time, and sets the one after it. */
async function depart(site: PacedSite, apartMs: number, signal: AbortSignal) {
  const waitMs = site.nextMs - performance.now();
  if (waitMs > 0) await sleep(waitMs, undefined, { signal });
  site.nextMs = performance.now() + apartMs;
}

/**
 * Keeps two requests to a site apart by at least `leastMs`, or by its rules'
 * delay if that is longer, even after the program stood still for a while.
 */
export function createPace(
  robots: ReadonlyMap<string, readonly Rule[]>,
  leastMs: number,
): Pace {
  const sites = new Map<string, PacedSite>();
  return (address, signal) => {
    const { origin } = new URL(address);
    const site = sites.get(origin) ?? { turn: pLimit(1), nextMs: 0 };
    sites.set(origin, site);
    const apartMs = Math.max(leastMs, crawlDelayMs(robots.get(origin) ?? []));
    return site.turn(() => depart(site, apartMs, signal));
  };
}

import type { LogAnswer } from './log-channel.ts';
import { askRemote } from './remote.ts';
import type { LogQuestion, SiteLog } from './request-log.ts';

/** What a lab's control answers at `/requests`. */
export interface RemoteLog {
  /** The time of its clock, in milliseconds since 1970. */
  readonly nowEpochMs: number;
  readonly sites: readonly SiteLog[];
}

/**
 * Asks a lab elsewhere what it saw of some requests, in times of this program's
 * clock: where the two do not agree, the lab's is taken to have been read in
 * the middle between question and answer.
 * @throws LabError when it does not answer
 */
export async function askRemoteLog(
  url: string,
  { ports, sinceEpochMs }: LogQuestion,
): Promise<LogAnswer> {
  const askedMs = epochMs();
  // Clocks may differ: in time since, they do not.
  const forMs = Math.ceil(askedMs - sinceEpochMs);
  const path = `/requests?ports=${ports.join()}&forMs=${forMs}`;
  const { body } = await askRemote('GET', url, path);
  const answeredMs = epochMs();
  if (!isRemoteLog(body)) return { sites: [], clockErrorMs: 0 };
  const roundTripMs = answeredMs - askedMs;
  const { nowEpochMs } = body;
  const agrees = askedMs <= nowEpochMs && nowEpochMs <= answeredMs;
  const behindMs = agrees ? 0 : askedMs + roundTripMs / 2 - nowEpochMs;
  return {
    clockErrorMs: agrees ? roundTripMs : roundTripMs / 2,
    sites: body.sites.map((site) => ({
      ...site,
      originEpochMs: site.originEpochMs + behindMs,
    })),
  };
}

function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

/** An older lab has no such page. */
function isRemoteLog(value: unknown): value is RemoteLog {
  const { nowEpochMs, sites } = (value ?? {}) as Partial<RemoteLog>;
  return typeof nowEpochMs === 'number' && Array.isArray(sites);
}

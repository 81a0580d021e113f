import { toHar } from '../../trace/export/har.ts';
import type { RaceRun } from './ladder.ts';

/** Returns the race as one JSON document: what was measured, without traces. */
export function renderJson(
  scale: number,
  count: number,
  runs: readonly RaceRun[],
): string {
  const measured = runs.map((run) => ({
    name: run.name,
    seconds: run.seconds,
    idealSeconds: run.idealSeconds,
    requests: run.requests,
    connections: run.connections,
    peakInFlight: run.peakInFlight,
    heartbeatMaxGapMs: run.heartbeatMaxGapMs,
  }));
  return JSON.stringify({ scale, count, runs: measured }, null, 2);
}

/**
 * Returns all requests as one HTTP archive (HAR 1.2) in which each rung is a
 * page, so that a browser's tools keep the rungs apart.
 */
export function renderHar(runs: readonly RaceRun[]): string {
  const archives = runs.map((run) => ({ run, log: toHar(run.trace).log }));
  const pages = archives.map(({ run }) => ({
    id: run.name,
    title: `${run.name}: ${run.requests} requests`,
    startedDateTime: new Date(run.trace.startedAtEpochMs).toISOString(),
    pageTimings: { onLoad: run.seconds * 1000 },
  }));
  const entries = archives.flatMap(({ run: { name }, log }) =>
    log.entries.map((entry) => ({
      ...entry,
      pageref: name,
      // Every rung counts its connections from 1.
      connection: `${name} ${entry.connection ?? '–'}`,
    })),
  );
  return JSON.stringify({ log: { ...archives[0]?.log, pages, entries } });
}

import type { ConnectionTrace, RequestTrace } from '../trace.ts';
import { phasesOf, type Phase, type PhaseSpan } from '../analyse/phases.ts';
import { sideBySide } from '../analyse/side-by-side.ts';
import { mostAtOnce } from '../analyse/summarise.ts';
import type { Scale } from './scale.ts';

/** What a connection was busy with. */
export interface LaneSpan extends PhaseSpan {
  readonly phase: Exclude<Phase, 'queued'>;
  /** The request that it belongs to; null where it stands for several. */
  readonly requestId: number | null;
  /** True for the last span of a request. */
  readonly isLast: boolean;
  /** From 0: requests at the same time are on different tracks of their lane. */
  readonly track: number;
}

/**
 * What a connection did and when. Where it carried several requests at a time
 * (HTTP/2), their spans overlap.
 */
export function laneSpans(
  connection: ConnectionTrace,
  carried: readonly RequestTrace[],
  durationMs: number,
): LaneSpan[] {
  const work = carried.map((request) => ({
    requestId: request.id,
    spans: phasesOf(request, connection, durationMs).filter(isBusy),
  }));
  const { trackOf } = sideBySide(
    work.map(({ spans }) => ({
      startMs: spans[0]?.startMs ?? 0,
      endMs: spans.at(-1)?.endMs ?? 0,
    })),
  );
  return work.flatMap(({ requestId, spans }, place) =>
    spans.map((span, index) => ({
      ...span,
      requestId,
      isLast: index === spans.length - 1,
      track: trackOf[place] ?? 0,
    })),
  );
}

function isBusy(span: PhaseSpan): span is PhaseSpan & Pick<LaneSpan, 'phase'> {
  return span.phase !== 'queued';
}

/**
 * The same as columns of pixels, each showing what the connection did for most
 * of that time, and neighbours that are alike as one span.
 */
export function mostlyBy(
  columnPx: number,
  spans: readonly LaneSpan[],
  x: Scale,
): LaneSpan[] {
  const columnMs = ((x.to - x.from) * columnPx) / (x(x.to) - x(x.from));
  const columns = timeByColumn(spans, columnMs);
  const result: LaneSpan[] = [];
  for (const [column, times] of [...columns].sort(([a], [b]) => a - b)) {
    const phase = longest(times, columnMs);
    if (phase === undefined) continue;
    const startMs = column * columnMs;
    const last = result.at(-1);
    if (last?.phase === phase && Math.abs(last.endMs - startMs) < 1e-6) {
      result[result.length - 1] = { ...last, endMs: startMs + columnMs };
    } else {
      const endMs = startMs + columnMs;
      result.push({
        phase,
        startMs,
        endMs,
        requestId: null,
        isLast: false,
        track: 0,
      });
    }
  }
  return result;
}

type Times = Map<LaneSpan['phase'], number>;

function timeByColumn(
  spans: readonly LaneSpan[],
  columnMs: number,
): Map<number, Times> {
  const columns = new Map<number, Times>();
  for (const { phase, startMs, endMs } of spans) {
    const first = Math.floor(startMs / columnMs);
    for (let column = first; column * columnMs < endMs; column += 1) {
      const fromMs = Math.max(startMs, column * columnMs);
      const toMs = Math.min(endMs, (column + 1) * columnMs);
      const times = columns.get(column) ?? new Map<LaneSpan['phase'], number>();
      times.set(phase, (times.get(phase) ?? 0) + toMs - fromMs);
      columns.set(column, times);
    }
  }
  return columns;
}

/** Nothing, where the connection was idle for most of the column. */
function longest(
  times: Times,
  columnMs: number,
): LaneSpan['phase'] | undefined {
  const sorted = [...times].sort(([, a], [, b]) => b - a);
  const busyMs = sorted.reduce((sum, [, ms]) => sum + ms, 0);
  return busyMs * 2 < columnMs ? undefined : sorted[0]?.[0];
}

/**
 * The most requests that a connection carried at one moment. Overlaps under a
 * millisecond do not count: one answer's end and the next request's start.
 */
export function mostCarriedAtOnce(spans: readonly LaneSpan[]): number {
  return mostAtOnce(
    spans.map(({ startMs }) => startMs),
    spans.map(({ startMs, endMs }) => Math.max(startMs, endMs - 1)),
  );
}

/** How many tracks a lane needs for its spans. */
export function tracksOf(spans: readonly LaneSpan[]): number {
  return spans.reduce((most, { track }) => Math.max(most, track + 1), 1);
}

import type { ConnectionTrace } from '../trace.ts';
import type { Plot } from './figure.ts';
import { mostCarriedAtOnce, tracksOf, type LaneSpan } from './lane-spans.ts';
import { dataOf, renderHatched } from './hatched.ts';
import { box, element, label, path, tooltip } from './svg.ts';
import { count, counted, duration } from './words.ts';

/** A connection's lane. */
export interface Lane {
  readonly connection: ConnectionTrace;
  /** All that the connection did. */
  readonly spans: readonly LaneSpan[];
  /** What is drawn of it. */
  readonly blocks: readonly LaneSpan[];
  /** Whether the blocks are requests, rather than columns of pixels. */
  readonly apart: boolean;
  /** Where in the trace a request stands, by its id. */
  readonly indexOfRequest: ReadonlyMap<number, number>;
  readonly topPx: number;
  readonly lanePx: number;
}

/** A lane of at least this height has words next to it. */
export const laneWithWordsPx = 13;

/** One lane: when the connection was open, and what it carried. */
export function renderLane(lane: Lane, endMs: number, plot: Plot): string {
  return element(
    'g',
    {},
    tooltip(laneWords(lane)),
    idleLine(lane, endMs, plot),
    drawBlocks(lane, plot),
    lane.lanePx >= laneWithWordsPx ? laneLabels(lane, plot) : '',
  );
}

/** What each request did as a group of its own, so that it can be pointed at. */
function drawBlocks(lane: Lane, plot: Plot): string {
  if (!lane.apart || plot.isBrief) return drawSpans(lane.blocks, lane, plot);
  return [...Map.groupBy(lane.blocks, ({ requestId }) => requestId ?? 0)]
    .map(([id, spans]) =>
      element(
        'g',
        { 'data-request': lane.indexOfRequest.get(id) },
        drawSpans(spans, lane, plot),
      ),
    )
    .join('');
}

function drawSpans(
  spans: readonly LaneSpan[],
  { blocks: all, apart, topPx, lanePx }: Lane,
  { x }: Plot,
): string {
  // Thin lanes overlap slightly, so that no gap shows when a page is scaled.
  const barPx = lanePx > 4 ? lanePx - 3 : lanePx + 0.4;
  const barTopPx = topPx + Math.max(0, lanePx - barPx) / 2;
  const tracks = apart ? tracksOf(all) : 1;
  const trackPx = barPx / tracks;
  // Requests side by side are told apart, where there is room for a gap.
  const height = tracks > 1 && trackPx >= 3 ? trackPx - 0.75 : trackPx;
  const ofPhase = (phase: LaneSpan['phase']) =>
    spans
      .filter((span) => span.phase === phase)
      .map(({ startMs, endMs, isLast, track }) => {
        const width = x(endMs) - x(startMs);
        // A thin gap between two requests, so that they can be counted.
        const gapPx = apart && isLast && width > 1.5 ? 0.75 : 0;
        return {
          x: x(startMs),
          y: barTopPx + track * trackPx,
          width: Math.max(0.4, width - gapPx),
          height,
        };
      });
  return (
    path(dataOf(ofPhase('lookup')), 'lookup') +
    renderHatched(ofPhase('opening'), 'opening') +
    renderHatched(ofPhase('securing'), 'securing') +
    path(dataOf(ofPhase('sending')), 'sending') +
    path(dataOf(ofPhase('waiting')), 'waiting') +
    path(dataOf(ofPhase('receiving')), 'receiving')
  );
}

/** An open connection that carries nothing is still there: a thin line. */
function idleLine(
  { connection, spans, topPx, lanePx }: Lane,
  endMs: number,
  { x }: Plot,
): string {
  const { openingMs, openMs, closedMs } = connection;
  if (spans.length === 0 && openMs === null) return '';
  const fromPx = x(openingMs ?? openMs ?? 0);
  const widthPx = Math.max(0, x(closedMs ?? endMs) - fromPx);
  const linePx = lanePx > 4 ? 2 : 0.75;
  const y = topPx + (lanePx - linePx) / 2;
  return path(box(fromPx, y, widthPx, linePx), 'idle');
}

function laneLabels(
  { connection, topPx, lanePx }: Lane,
  { leftPx, rightPx }: Plot,
): string {
  const { id, requestIds } = connection;
  const baselinePx = topPx + lanePx / 2 + 4;
  return (
    label(count(id), leftPx - 8, baselinePx, {
      class: 'muted',
      'text-anchor': 'end',
    }) +
    label(counted(requestIds.length, 'request'), rightPx + 10, baselinePx, {
      class: 'muted',
    })
  );
}

function laneWords({ connection, spans }: Lane): string {
  const { id, origin, openingMs, openMs, requestIds } = connection;
  const opened =
    openingMs !== null && openMs !== null
      ? `, open after ${duration(openMs - openingMs)}`
      : '';
  const most = mostCarriedAtOnce(spans);
  const atOnce = most > 1 ? `, up to ${count(most)} at once` : '';
  return `connection ${count(id)} to ${origin}${opened}: ${counted(requestIds.length, 'request')}${atOnce}`;
}

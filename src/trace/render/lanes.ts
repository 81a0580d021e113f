import type { ConnectionTrace, Trace } from '../trace.ts';
import type { Drawing, Panel, Plot } from './figure.ts';
import type { Room } from './frame.ts';
import { renderNumbers } from './gutter.ts';
import { laneWithWordsPx, renderLane, type Lane } from './lane.ts';
import {
  laneSpans,
  mostAtOnce,
  mostlyBy,
  type LaneSpan,
} from './lane-spans.ts';
import { lengthMs } from '../analyse/phases.ts';
import { clamp } from '../clamp.ts';
import { thin, type Thinned } from './thin.ts';
import { count, counted, everyNth } from './words.ts';

const mostLanes = 80;
/** Where the height is given, lanes may be very thin. */
const mostThinLanes = 200;
const tallestPx = 180;
/** If a figure has more blocks than this, they are drawn by pixels, not one by one. */
const mostBlocks = 3000;
const mostInLane = 300;

type Group = readonly [ConnectionTrace, ...ConnectionTrace[]];

/** A lane for each connection, the requests it carried as blocks in it. */
export function lanesPanel(trace: Trace, room: Room = {}): Panel {
  const { lanesPx } = room;
  const most = lanesPx === undefined ? mostLanes : mostThinLanes;
  const thinned = thin(trace.connections, most);
  const expected = Math.max(trace.connections.length, room.connections ?? 0);
  const rows = Math.ceil(expected / thinned.step);
  const lanes = Math.max(thinned.groups.length, rows);
  const lanePx = laneSize(lanes, lanesPx);
  const withWords = lanes > 0 && lanePx >= laneWithWordsPx;
  return {
    heading: 'Connections',
    detail: detailWords(trace, thinned),
    leftPx: 84,
    rightPx: withWords ? 88 : 24,
    heightPx: lanes * lanePx,
    draw: (plot) => {
      const { svg, keys } = drawLanes(trace, thinned.groups, lanePx, plot);
      const { step } = thinned;
      const gutter = withWords
        ? ''
        : renderNumbers({
            total: trace.connections.length,
            step,
            rowPx: lanePx,
            plot,
          });
      return { svg: svg + gutter, keys };
    },
  };
}

function laneSize(lanes: number, lanesPx: number | undefined): number {
  const eachPx = (lanesPx ?? tallestPx) / Math.max(1, lanes);
  return lanesPx === undefined
    ? clamp(Math.floor(eachPx), 2, 18)
    : Math.min(eachPx, 18);
}

function detailWords(
  trace: Trace,
  { step, groups }: Thinned<ConnectionTrace>,
): string {
  const total = trace.connections.length;
  if (total === 0) return 'none was used';
  if (step > 1) return `${everyNth(step, total, 'connection')}, a lane each`;
  const carried = counted(trace.requests.length, 'request');
  const spansOf = createSpansOf(trace);
  const most = Math.max(...trace.connections.map(spansOf).map(mostAtOnce));
  const atOnce = most > 1 ? `, up to ${count(most)} at once on one` : '';
  const merged = areTooMany(groups) ? ', too many to tell apart' : '';
  return `a lane each: ${counted(total, 'connection')} carried ${carried}${atOnce}${merged}`;
}

function drawLanes(
  trace: Trace,
  groups: readonly Group[],
  lanePx: number,
  plot: Plot,
): Drawing {
  const spansOf = createSpansOf(trace);
  const apart = !areTooMany(groups);
  const columnPx = columnWidthPx(groups.length, plot);
  const indexOfRequest = new Map(
    trace.requests.map(({ id }, index) => [id, index]),
  );
  const lanes = groups.map(([connection], index): Lane => {
    const spans = spansOf(connection);
    const blocks = apart ? spans : mostlyBy(columnPx, spans, plot.x);
    const topPx = index * lanePx;
    return {
      connection,
      spans,
      blocks,
      apart,
      indexOfRequest,
      topPx,
      lanePx,
    };
  });
  const endMs = lengthMs(trace);
  return {
    svg: lanes.map((lane) => renderLane(lane, endMs, plot)).join(''),
    keys: lanes.flatMap(({ blocks }) => blocks.map(({ phase }) => phase)),
  };
}

function createSpansOf(trace: Trace): (each: ConnectionTrace) => LaneSpan[] {
  const requests = new Map(trace.requests.map((each) => [each.id, each]));
  const endMs = lengthMs(trace);
  return (connection) => {
    const carried = connection.requestIds
      .map((id) => requests.get(id))
      .filter((request) => request !== undefined);
    return laneSpans(connection, carried, endMs);
  };
}

/** Blocks that are narrower than a pixel or two cannot be told apart. */
function areTooMany(groups: readonly Group[]): boolean {
  const carried = groups.map(([{ requestIds }]) => requestIds.length);
  const blocks = carried.reduce((sum, each) => sum + each, 0);
  return blocks > mostBlocks || Math.max(0, ...carried) > mostInLane;
}

/** As narrow as a picture of limited size allows, at least a pixel. */
function columnWidthPx(lanes: number, { leftPx, rightPx }: Plot): number {
  return Math.max(
    1,
    Math.ceil(((rightPx - leftPx) * lanes) / (2 * mostBlocks)),
  );
}

import type { ConnectionTrace, Trace } from '../trace.ts';
import type { Drawing, Panel, Plot } from './figure.ts';
import type { Room } from './frame.ts';
import { renderNumbers } from './gutter.ts';
import { laneWithWordsPx, renderLane, type Lane } from './lane.ts';
import {
  laneSpans,
  mostCarriedAtOnce,
  mostlyBy,
  tracksOf,
  type LaneSpan,
} from './lane-spans.ts';
import { connectionsById } from '../analyse/connections.ts';
import { lengthMs } from '../analyse/phases.ts';
import { clamp } from '../clamp.ts';
import { thin, type Thinned } from './thin.ts';
import { count, counted, everyNth } from './words.ts';

const mostLanes = 80;
/** Where the height is given, lanes may be very thin. */
const mostThinLanes = 200;
const tallestPx = 100;
/** If a figure has more blocks than this, they are drawn by pixels, not one by one. */
const mostBlocks = 3000;
const mostInLane = 300;

type Group = readonly [ConnectionTrace, ...ConnectionTrace[]];

/** Lanes under the requests' rows, folded where they would repeat them. */
export function lanesUnderRowsPanel(trace: Trace, room: Room = {}): Panel {
  return repeatsRows(trace, room)
    ? foldedPanel(trace)
    : lanesPanel(trace, room);
}

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
  const drawn = lanesOf(trace, thinned.groups, lanePx, withWords && !lanesPx);
  const drawnPx = drawn.reduce((sum, each) => sum + each.lanePx, 0);
  return {
    heading: 'Connections',
    detail: detailWords(trace, thinned),
    leftPx: 84,
    rightPx: withWords ? 88 : 24,
    heightPx: drawnPx + (lanes - drawn.length) * lanePx,
    draw: (plot) => {
      const { svg, keys } = drawLanes(trace, drawn, plot);
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

/** Below this many, lanes are short enough to stay. */
const fewestFolded = 10;

/**
 * Where each connection carried one request, its lane would show what the
 * request's row shows. In a figure that grows this is not known yet.
 */
function repeatsRows({ connections }: Trace, room: Room): boolean {
  if (room.connections !== undefined || room.lanesPx !== undefined) {
    return false;
  }
  return (
    connections.length >= fewestFolded &&
    connections.every(({ requestIds }) => requestIds.length === 1)
  );
}

function foldedPanel({ connections }: Trace): Panel {
  return {
    heading: 'Connections',
    detail: `${count(connections.length)}, with one request each: the rows show them too`,
    leftPx: 84,
    rightPx: 24,
    heightPx: 0,
    draw: () => ({ svg: '', keys: [] }),
  };
}

/** A lane before it is known how wide the picture is. */
type LanePlace = Omit<Lane, 'blocks' | 'apart' | 'indexOfRequest'>;

const trackPx = 3;
const tallestLanePx = 120;

/** Lanes one below the other; one with requests side by side may be taller. */
function lanesOf(
  trace: Trace,
  groups: readonly Group[],
  lanePx: number,
  mayGrow: boolean,
): LanePlace[] {
  const spansOf = spansIn(trace);
  const grownPx = tallestLanePx / Math.max(1, groups.length);
  let topPx = 0;
  return groups.map(([connection]) => {
    const spans = spansOf(connection);
    const wantedPx = mayGrow ? tracksOf(spans) * trackPx + 3 : 0;
    const ownPx = Math.max(lanePx, Math.min(wantedPx, grownPx));
    const place = { connection, spans, topPx, lanePx: ownPx };
    topPx += ownPx;
    return place;
  });
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
  const carriedRequests = trace.connections.reduce(
    (sum, { requestIds }) => sum + requestIds.length,
    0,
  );
  const carried = counted(carriedRequests, 'request');
  const spansOf = spansIn(trace);
  const most = Math.max(
    ...trace.connections.map(spansOf).map(mostCarriedAtOnce),
  );
  const atOnce = most > 1 ? `, up to ${count(most)} at once on one` : '';
  const merged = areTooMany(groups.map(([first]) => first))
    ? ', too many to tell apart'
    : '';
  return `a lane each: ${counted(total, 'connection')} carried ${carried}${atOnce}${merged}`;
}

function drawLanes(
  trace: Trace,
  places: readonly LanePlace[],
  plot: Plot,
): Drawing {
  const apart = !areTooMany(places.map(({ connection }) => connection));
  const columnPx = columnWidthPx(places.length, plot);
  const indexOfRequest = new Map(
    trace.requests.map(({ id }, index) => [id, index]),
  );
  const lanes = places.map((place): Lane => {
    const { spans } = place;
    const blocks = apart ? spans : mostlyBy(columnPx, spans, plot.x);
    return { ...place, blocks, apart, indexOfRequest };
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
  const connections = connectionsById(trace);
  const known = new Map<number, LaneSpan[]>();
  return ({ id }) => {
    const spans = known.get(id) ?? spansOfConnection(id);
    known.set(id, spans);
    return spans;
  };

  function spansOfConnection(id: number): LaneSpan[] {
    const connection = connections.get(id);
    if (!connection) return [];
    const carried = connection.requestIds
      .map((id) => requests.get(id))
      .filter((request) => request !== undefined);
    return laneSpans(connection, carried, endMs);
  }
}

/** The panel's words and its drawing ask for the same spans. */
const spansByTrace = new WeakMap<Trace, ReturnType<typeof createSpansOf>>();

function spansIn(trace: Trace): ReturnType<typeof createSpansOf> {
  const spansOf = spansByTrace.get(trace) ?? createSpansOf(trace);
  spansByTrace.set(trace, spansOf);
  return spansOf;
}

/** Blocks that are narrower than a pixel or two cannot be told apart. */
function areTooMany(connections: readonly ConnectionTrace[]): boolean {
  const carried = connections.map(({ requestIds }) => requestIds.length);
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

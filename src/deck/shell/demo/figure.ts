import {
  renderSweep,
  renderTraceFigure,
  renderWaterfall,
  type Room,
} from '../../../trace/render/browser.ts';
import { type DemoState, type RunState, secondsOf } from './state.ts';

/** What is to be expected of a run, since it was recorded before. */
export interface Expected {
  readonly lengthMs: number;
  readonly requests: number;
  readonly connections: number;
}

/** How large a figure may be, in pixels of the slide. */
export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** At this size the figures' 11 px are 28 px on a slide 1920 px wide. */
const enlarged = 28 / 11;
/** The height of a figure without rows and lanes: legend, headings, axis. */
const aroundWordsPx = 138;
/** The same with a legend of two lines. */
const aroundThinPx = 156;
const aroundRowsPx = 170;
const fewRequests = 16;

/** Draws one run as an SVG that fills its place from the beginning. */
export function renderRun(
  name: string,
  run: RunState | undefined,
  expected: Expected,
  { widthPx, heightPx }: Size,
  hasLanes: boolean,
): string {
  const trace = run?.trace ?? nothingYet;
  const requests = Math.max(expected.requests, trace.requests.length);
  const figurePx = heightPx / enlarged;
  const room: Room = {
    ...expected,
    widthPx: Math.round(widthPx / enlarged),
    untitled: true,
  };
  const idPrefix = `demo-${name.replace(/\W+/g, '-')}`;
  if (requests <= fewRequests || !hasLanes) {
    const aroundPx = requests <= fewRequests ? aroundWordsPx : aroundThinPx;
    const rowsPx = Math.max(80, figurePx - aroundPx);
    return renderWaterfall(trace, {
      name,
      idPrefix,
      room: { ...room, rowsPx },
    });
  }
  const sharedPx = Math.max(80, figurePx - aroundRowsPx);
  const rowsPx = 0.6 * sharedPx;
  const lanesPx = 0.4 * sharedPx;
  return renderTraceFigure(trace, {
    name,
    idPrefix,
    room: { ...room, rowsPx, lanesPx },
  });
}

const nothingYet = {
  startedAtEpochMs: 0,
  durationMs: 0,
  requests: [],
  connections: [],
  heartbeat: { intervalMs: 5, beatsMs: [] },
};

/** Draws a sweep's points so far as an SVG. */
export function renderPoints(
  { runs }: DemoState,
  room: Room,
  nowMs: number,
): string {
  const points = runs
    .filter(({ isOver }) => isOver)
    .map((run) => ({
      bound: Number(run.name),
      seconds: secondsOf(run, nowMs),
    }));
  return renderSweep(points, { idPrefix: 'demo-sweep', room });
}

import { renderFrame, widthPx, type FigureOptions } from './frame.ts';
import {
  linearScale,
  logScale,
  roundStep,
  timeTicks,
  type Scale,
} from './scale.ts';
import { element, label, path, short, tooltip } from './svg.ts';
import {
  bestPoint,
  describeSweep,
  drawable,
  longestOf,
  sweepHeadline,
  type SweepPoint,
} from './sweep-words.ts';
import { durationLike } from './words.ts';

export type { SweepPoint } from './sweep-words.ts';

const topPx = 44;
const bottomPx = 284;
const heightPx = 342;
const leftPx = 64;
/** With more points, the line alone shows them better. */
const mostDots = 40;
const rightPx = widthPx - 40;

/**
 * An SVG of how long the work took by how much of it was allowed at a time:
 * each doubling takes the same width, and the quickest point is marked. With
 * room, it is drawn for that time and that many connections.
 */
export function renderSweep(
  points: readonly SweepPoint[],
  options: FigureOptions = {},
): string {
  const shown = drawable(points);
  const bounds = shown.map(({ bound }) => bound);
  const { lengthMs = 0, connections: widest = 2 } = options.room ?? {};
  const longestMs = Math.max(
    1,
    lengthMs,
    1000 * Math.max(0, ...shown.map(({ seconds }) => seconds)),
  );
  const x = logScale(
    Math.min(1, ...bounds),
    Math.max(2, widest, ...bounds),
    leftPx + 8,
    rightPx,
  );
  const y = linearScale(0, longestMs * 1.04, bottomPx, topPx);
  const content =
    renderTimeAxis(y) + renderBoundAxis(bounds, x) + renderCurve(shown, x, y);
  return renderFrame(
    { content, patterns: '', heightPx },
    {
      title: options.name ?? sweepHeadline(points),
      description: describeSweep(points),
    },
    options,
  );
}

function renderTimeAxis(y: Scale): string {
  const ticks = timeTicks(y.to, 5);
  const lines = ticks.map(
    ({ ms }) => `M${leftPx} ${Math.round(y(ms)) + 0.5}H${rightPx + 8}`,
  );
  const words = ticks.map(({ ms, words: text }) =>
    label(text, leftPx - 8, y(ms) + 4, {
      class: 'muted',
      'text-anchor': 'end',
    }),
  );
  return path(lines.join(''), 'grid') + words.join('');
}

/** The bounds that were measured, as far as there is room for their numbers. */
function renderBoundAxis(bounds: readonly number[], x: Scale): string {
  let freeFromPx = 0;
  const distinct = [...new Set(bounds)];
  const isRound = (bound: number) => bound === roundStep(bound);
  const named = distinct.length > 16 ? distinct.filter(isRound) : distinct;
  const words = named.map((bound) => {
    const halfPx = `${bound}`.length * 4 + 4;
    if (x(bound) - halfPx < freeFromPx) return '';
    freeFromPx = x(bound) + halfPx;
    return label(`${bound}`, x(bound), bottomPx + 34, {
      'text-anchor': 'middle',
    });
  });
  const middlePx = (leftPx + rightPx) / 2;
  return (
    words.join('') +
    label('how many at a time', middlePx, bottomPx + 52, {
      class: 'muted',
      'text-anchor': 'middle',
    })
  );
}

function renderCurve(
  points: readonly SweepPoint[],
  x: Scale,
  y: Scale,
): string {
  const line = points
    .map(({ bound, seconds }, index) => {
      const command = index === 0 ? 'M' : 'L';
      return `${command}${short(x(bound))} ${short(y(seconds * 1000))}`;
    })
    .join('');
  const best = bestPoint(points);
  const longest = longestOf(points);
  const marked = points.length > mostDots ? [best] : points;
  const dots = marked
    .filter((point) => point !== undefined)
    .map((point) =>
      element(
        'circle',
        {
          cx: x(point.bound),
          cy: y(point.seconds * 1000),
          r: point === best ? 6 : 3.5,
          class: point === best ? 'best' : 'dot',
        },
        tooltip(
          `${point.bound} at a time: ${durationLike(point.seconds, longest)}`,
        ),
      ),
    );
  return path(line, 'curve') + dots.join('') + bestLabel(best, longest, x, y);
}

function bestLabel(
  best: SweepPoint | undefined,
  longest: number,
  x: Scale,
  y: Scale,
): string {
  if (!best) return '';
  const nearRight = x(best.bound) > rightPx - 60;
  return label(
    `${best.bound} at a time, ${durationLike(best.seconds, longest)}`,
    x(best.bound),
    // Nothing is lower than the best point, so the curve never crosses this.
    y(best.seconds * 1000) + 21,
    {
      class: 'name best-words halo',
      'text-anchor': nearRight ? 'end' : 'middle',
    },
  );
}

import {
  gapMs,
  heldUpGaps,
  longestGapMs,
  type Gap,
} from '../analyse/heartbeat.ts';
import type { Trace } from '../trace.ts';
import type { Drawing, Panel, Plot } from './figure.ts';
import type { Room } from './frame.ts';
import { textPx } from './legend.ts';
import { patterned } from './patterns.ts';
import { box, element, label, path, tooltip } from './svg.ts';
import { count, duration } from './words.ts';

const stripPx = 20;
const beatTopPx = 4;
const beatPx = 12;

/** Ticks where the event loop ran, a block where something held it up. */
export function heartbeatPanel(trace: Trace, { window }: Room = {}): Panel {
  const { fromMs = 0, toMs = Infinity } = window ?? {};
  const gaps = heldUpGaps(trace).filter(
    (gap) => gap.toMs > fromMs && gap.fromMs < toMs,
  );
  return {
    heading: 'Event loop',
    detail: heartbeatWords(trace, gaps),
    leftPx: 0,
    rightPx: 24,
    heightPx: stripPx,
    draw: (plot) => drawHeartbeat(trace, gaps, plot),
  };
}

/** Whether the event loop was free, in words. */
function heartbeatWords(trace: Trace, gaps: readonly Gap[]): string {
  const longestMs = longestGapMs(gaps);
  if (longestMs >= 0.97 * trace.durationMs && longestMs > 0) {
    return 'held up all the time: nothing else could run';
  }
  const legend = 'a tick each time it ran';
  if (gaps.length === 0) return `${legend}; nothing held it up`;
  const longest = duration(longestMs);
  return gaps.length === 1
    ? `${legend}; held up once, for ${longest}`
    : `${legend}; held up ${count(gaps.length)} times, for ${longest} at the longest`;
}

function drawHeartbeat(
  trace: Trace,
  gaps: readonly Gap[],
  plot: Plot,
): Drawing {
  const beats = drawBeats(trace, gaps, plot);
  const longestMs = longestGapMs(gaps);
  const longest = gaps.findIndex((gap) => gapMs(gap) === longestMs);
  const extents = gaps.map((gap) => extentOf(gap, plot));
  const blocks = gaps.map((gap, index) => {
    const others = index === longest ? extents.toSpliced(index, 1) : undefined;
    return drawGap(gap, index, others, plot);
  });
  return { svg: beats + blocks.join(''), keys: [] };
}

function drawBeats(trace: Trace, gaps: readonly Gap[], { x }: Plot): string {
  const beatsMs = trace.heartbeat.beatsMs.filter(
    (beatMs) => beatMs >= x.from && beatMs <= x.to,
  );
  const spacingPx = x(x.from + trace.heartbeat.intervalMs) - x(x.from);
  if (spacingPx >= 3) {
    const ticks = beatsMs.map((ms) => box(x(ms) - 0.5, beatTopPx, 1, beatPx));
    return path(ticks.join(''), 'beat');
  }
  const runs = runsOfBeats(beatsMs, gaps);
  return patterned(
    'beats',
    runs
      .map(({ fromMs, toMs }) =>
        box(x(fromMs), beatTopPx, Math.max(1, x(toMs) - x(fromMs)), beatPx),
      )
      .join(''),
  );
}

/** From a first beat to the last before something held the loop up. */
function runsOfBeats(beatsMs: readonly number[], gaps: readonly Gap[]): Gap[] {
  const gapStarts = new Set(gaps.map(({ fromMs }) => fromMs));
  const runs: Gap[] = [];
  let fromMs: number | undefined;
  for (const [index, beatMs] of beatsMs.entries()) {
    fromMs ??= beatMs;
    if (gapStarts.has(beatMs) || index === beatsMs.length - 1) {
      runs.push({ fromMs, toMs: beatMs });
      fromMs = undefined;
    }
  }
  return runs;
}

/** What a block takes of the strip. */
interface Extent {
  readonly left: number;
  readonly width: number;
}

function extentOf({ fromMs, toMs }: Gap, { x }: Plot): Extent {
  return { left: x(fromMs), width: Math.max(1, x(toMs) - x(fromMs)) };
}

/** A block; the longest is told where the others are, and may have a label beside it. */
function drawGap(
  gap: Gap,
  index: number,
  others: readonly Extent[] | undefined,
  plot: Plot,
): string {
  const extent = extentOf(gap, plot);
  return element(
    'g',
    { 'data-stall': index },
    tooltip(`the event loop was held up for ${duration(gapMs(gap))}`),
    path(box(extent.left, 0, extent.width, stripPx), 'alarm'),
    gapLabel(gap, extent, others, plot),
  );
}

/**
 * Inside the block where it fits; next to the longest one, where that side is
 * free of other blocks. The heading has the longest time in any case.
 */
function gapLabel(
  gap: Gap,
  { left, width }: Extent,
  others: readonly Extent[] | undefined,
  { rightPx }: Plot,
): string {
  const words = duration(gapMs(gap));
  const inside = [`held up for ${words}`, words].find(
    (text) => textPx(text) * 1.1 + 10 <= width,
  );
  if (inside !== undefined) {
    return label(inside, left + width / 2, 14, {
      class: 'on-alarm',
      'text-anchor': 'middle',
    });
  }
  if (!others) return '';
  const wordsPx = textPx(words) * 1.1 + 8;
  const right = { left: left + width, width: wordsPx };
  if (right.left + wordsPx < rightPx + 20 && isFree(right, others)) {
    return besideLabel(words, right.left + 5, 'start');
  }
  const before = { left: left - wordsPx, width: wordsPx };
  if (before.left >= 0 && isFree(before, others)) {
    return besideLabel(words, left - 5, 'end');
  }
  return '';
}

function isFree(place: Extent, others: readonly Extent[]): boolean {
  return !others.some(
    ({ left, width }) =>
      left < place.left + place.width && place.left < left + width,
  );
}

function besideLabel(words: string, x: number, anchor: string): string {
  return label(words, x, 14, {
    class: 'bad strong halo',
    'text-anchor': anchor,
  });
}

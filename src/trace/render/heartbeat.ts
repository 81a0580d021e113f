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
  let labelled = false;
  const blocks = gaps.map((gap, index) => {
    const isLongest = !labelled && gapMs(gap) === longestMs;
    labelled ||= isLongest;
    return drawGap(gap, index, isLongest, plot);
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

function drawGap(
  gap: Gap,
  index: number,
  isLongest: boolean,
  plot: Plot,
): string {
  const left = plot.x(gap.fromMs);
  const width = Math.max(1, plot.x(gap.toMs) - left);
  return element(
    'g',
    { 'data-stall': index },
    tooltip(`the event loop was held up for ${duration(gapMs(gap))}`),
    path(box(left, 0, width, stripPx), 'alarm'),
    gapLabel(gap, left, width, isLongest, plot),
  );
}

/** Inside the block where it fits; the longest gap always has a label. */
function gapLabel(
  gap: Gap,
  left: number,
  width: number,
  isLongest: boolean,
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
  if (!isLongest) return '';
  const fitsRight = left + width + textPx(words) + 8 < rightPx + 20;
  return label(words, fitsRight ? left + width + 5 : left - 5, 14, {
    class: 'bad strong halo',
    'text-anchor': fitsRight ? 'start' : 'end',
  });
}

import type { FigureOptions } from './frame.ts';
import { renderPanels, type Drawing, type Panel, type Plot } from './figure.ts';
import { linearScale } from './scale.ts';
import { box, path, short } from './svg.ts';
import { count } from './words.ts';

/** When things happened, in milliseconds: each of them counts. */
export type Moments = readonly number[];

/** How much of something there was, from each moment on. */
export type Levels = readonly (readonly [atMs: number, amount: number])[];

/** What is drawn below one another, by its name. */
export type Strips = Readonly<Record<string, Moments | Levels>>;

export interface TimelineOptions extends FigureOptions {
  /** What amounts are counted in: `MB`. */
  readonly unit?: string;
}

const stripPx = 46;
/** Moments are counted in this many parts of the axis. */
const bins = 120;

/**
 * An SVG of what happened when, or of how much there was, in strips on one time
 * axis. Each strip has a height of its own, which its heading says.
 */
export function renderTimeline(
  strips: Strips,
  { unit = '', ...options }: TimelineOptions = {},
): string {
  const lengthMs = axisMs(strips);
  const binMs = lengthMs / bins;
  const panels = Object.entries(strips).map(([name, strip]) =>
    isLevels(strip)
      ? levelsPanel(name, strip, unit)
      : momentsPanel(name, strip, binMs),
  );
  const { name: title = Object.keys(strips).join(', ') } = options;
  const described = panels.map(
    ({ heading, detail }) => `${heading}: ${detail}`,
  );
  const words = { title, description: `${described.join('. ')}.` };
  return renderPanels(panels, lengthMs, words, options);
}

/** The same in words, a line for each strip. */
export function timelineWords(strips: Strips, unit = ''): string {
  const lengthMs = axisMs(strips);
  return Object.entries(strips)
    .map(([name, strip]) => {
      const words = isLevels(strip)
        ? levelWords(strip, unit)
        : momentWords(strip, lengthMs / bins);
      return `${name}: ${words}`;
    })
    .join('\n');
}

function isLevels(strip: Moments | Levels): strip is Levels {
  return Array.isArray(strip[0]);
}

/** The last amount holds for a moment too, so that it can be seen. */
function axisMs(strips: Strips): number {
  const ends = Object.values(strips).map(
    (strip) => endOf(strip) * (isLevels(strip) ? 1.04 : 1),
  );
  return Math.max(1, ...ends);
}

function endOf(strip: Moments | Levels): number {
  const times = strip.map((each) =>
    typeof each === 'number' ? each : each[0],
  );
  return times.reduce((latest, ms) => Math.max(latest, ms), 0);
}

function momentsPanel(name: string, moments: Moments, binMs: number): Panel {
  const counts = countIn(moments, binMs);
  return {
    heading: name,
    detail: momentWords(moments, binMs),
    ...space,
    draw(plot) {
      const y = linearScale(0, Math.max(1, ...counts), 0, stripPx - 2);
      const bars = counts.map((number, bin) => {
        if (number === 0) return '';
        const x = plot.x(bin * binMs);
        const width = Math.max(1, plot.x((bin + 1) * binMs) - x - 0.5);
        return box(x, stripPx - y(number), width, y(number));
      });
      return drawn(path(bars.join(''), 'receiving'), plot);
    },
  };
}

const space = { leftPx: 24, rightPx: 24, heightPx: stripPx };

function countIn(moments: Moments, binMs: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const ms of moments) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(ms / binMs)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

function momentWords(moments: Moments, binMs: number): string {
  const most = Math.max(0, ...countIn(moments, binMs));
  const part = binMs < 10 ? binMs.toFixed(1) : Math.round(binMs);
  return `${count(moments.length)} in all, up to ${count(most)} in ${part} ms`;
}

function levelsPanel(name: string, levels: Levels, unit: string): Panel {
  return {
    heading: name,
    detail: levelWords(levels, unit),
    ...space,
    draw(plot) {
      const most = Math.max(...levels.map(([, amount]) => amount));
      const y = linearScale(0, most || 1, stripPx, 2);
      const line = levels
        .map(([ms, amount]) => `H${short(plot.x(ms))}V${short(y(amount))}`)
        .join('');
      const start = short(plot.x(levels[0]?.[0] ?? 0));
      const end = short(plot.x(plot.x.to));
      const area = `M${start} ${stripPx}${line}H${end}V${stripPx}z`;
      return drawn(path(area, 'waiting'), plot);
    },
  };
}

function levelWords(levels: Levels, unit: string): string {
  const most = levels.reduce((top, [, amount]) => Math.max(top, amount), 0);
  const shown = most < 10 ? Number(most.toFixed(1)) : Math.round(most);
  return `up to ${count(shown)}${unit === '' ? '' : ` ${unit}`}`;
}

/** On a line, so that a strip in which nothing happens can be seen. */
function drawn(svg: string, { leftPx, rightPx }: Plot): Drawing {
  const line = path(`M${leftPx} ${stripPx + 0.5}H${rightPx}`, 'grid');
  return { svg: svg + line, keys: [] };
}

import {
  renderFrame,
  widthPx as usualWidthPx,
  type FigureOptions,
  type FigureWords,
} from './frame.ts';
import { renderLegend, textPx, type LegendKey } from './legend.ts';
import {
  beatPattern,
  openingPattern,
  securingPattern,
  serverQueuePattern,
} from './patterns.ts';
import { linearScale, timeTicks, type Scale } from './scale.ts';
import { element, escapeText, label, path, type Attributes } from './svg.ts';

/** Where a panel's data goes; its own top edge is at 0. */
export interface Plot {
  readonly x: Scale;
  readonly leftPx: number;
  readonly rightPx: number;
  /** Of the whole figure. */
  readonly widthPx: number;
  /** Whether what only a script needs is left out. */
  readonly isBrief: boolean;
}

export interface Drawing {
  readonly svg: string;
  readonly keys: readonly LegendKey[];
}

/** One of the strips that share a figure's time axis. */
export interface Panel {
  readonly heading: string;
  /** Completes the heading; it also says what thinning left out. */
  readonly detail: string;
  /** The space it needs for words next to the plot. */
  readonly leftPx: number;
  readonly rightPx: number;
  readonly heightPx: number;
  readonly draw: (plot: Plot) => Drawing;
}

const titlePx = 34;
const headingPx = 20;
const betweenPx = 10;
const axisPx = 24;
const mostTicks = 7;

/** Panels below one another on a common time axis of `lengthMs` milliseconds. */
export function renderPanels(
  panels: readonly Panel[],
  lengthMs: number,
  words: FigureWords,
  options: FigureOptions,
): string {
  const { room = {}, brief: isBrief = false } = options;
  const { widthPx = usualWidthPx, untitled = false } = room;
  const { fromMs, toMs } = room.window ?? { fromMs: 0, toMs: lengthMs };
  const leftPx = Math.max(...panels.map((panel) => panel.leftPx));
  const rightPx = widthPx - Math.max(...panels.map((panel) => panel.rightPx));
  const x = linearScale(fromMs, toMs, leftPx, rightPx);
  const drawings = panels.map((panel) =>
    panel.draw({ x, leftPx, rightPx, widthPx, isBrief }),
  );
  const legend = renderLegend(
    drawings.flatMap(({ keys }) => keys),
    widthPx,
  );
  const legendTopPx = untitled ? 2 : titlePx;
  let topPx = legendTopPx + legend.heightPx;
  const strips = panels.map((panel, index) => {
    const strip = renderStrip(panel, drawings[index]?.svg ?? '', topPx, x);
    topPx += headingPx + panel.heightPx + betweenPx;
    return strip;
  });
  const axis = element(
    'g',
    { transform: `translate(0,${topPx - betweenPx + 4})` },
    renderTimeAxis(x),
  );
  const content = [translated(legendTopPx, legend.svg), ...strips, axis].join(
    '',
  );
  const heightPx = topPx - betweenPx + axisPx;
  const patterns =
    openingPattern() + securingPattern() + serverQueuePattern() + beatPattern();
  return renderFrame(
    { content, patterns, heightPx, data: scaleData(x, isBrief) },
    words,
    options,
  );
}

/** By which a script finds the time at a point, and the point of a time. */
function scaleData(x: Scale, isBrief: boolean): Attributes {
  const originPx = x(x.from);
  const msPerPx = (x.to - x.from) / (x(x.to) - originPx);
  return {
    'data-origin-x': originPx,
    'data-ms-per-px': String(Number(msPerPx.toPrecision(8))),
    'data-brief': isBrief ? '' : undefined,
  };
}

function translated(topPx: number, content: string): string {
  if (content === '') return '';
  return element('g', { transform: `translate(0,${topPx})` }, content);
}

function renderStrip(
  panel: Panel,
  drawing: string,
  topPx: number,
  x: Scale,
): string {
  const heading = element(
    'text',
    { x: 0, y: 12 },
    element('tspan', { class: 'strong' }, escapeText(panel.heading)),
    element('tspan', { class: 'muted', dx: 7 }, escapeText(panel.detail)),
  );
  const grid = timeTicks(x.to, mostTicks, x.from)
    .map(({ ms }) => `M${Math.round(x(ms)) + 0.5} 0v${panel.heightPx}`)
    .join('');
  const lines = panel.heightPx === 0 ? '' : path(grid, 'grid');
  const body = translated(headingPx, lines + drawing);
  return translated(topPx, heading + body);
}

function renderTimeAxis(x: Scale): string {
  return timeTicks(x.to, mostTicks, x.from)
    .map(({ ms, words }) =>
      label(words, x(ms), 12, {
        class: 'muted',
        // In the middle, half of it would be outside the figure.
        'text-anchor': x(ms) < textPx(words) / 2 ? 'start' : 'middle',
      }),
    )
    .join('');
}

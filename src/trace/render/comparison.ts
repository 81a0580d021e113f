import {
  comparedWords,
  comparisonHeadline,
  describeComparison,
  longestSeconds,
  type ComparedRun,
  type ComparedWords,
} from './compared-run.ts';
import {
  renderFrame,
  widthPx as usualWidthPx,
  type FigureOptions,
} from './frame.ts';
import { paletteIndex, type PaletteOptions } from './palette.ts';
import { paletteTextures, textureFill } from './patterns.ts';
import { clamp } from '../clamp.ts';
import { linearScale, type Scale } from './scale.ts';
import { element, label, path, tooltip } from './svg.ts';
import { keepEnd } from './words.ts';

export type { ComparedRun } from './compared-run.ts';

interface ComparisonOptions extends FigureOptions, PaletteOptions {}

const topPx = 40;
const rowPx = 36;
const barPx = 20;
/** For a time and how many times as fast that is, behind the longest bar. */
const wordsPx = 168;

/**
 * An SVG of runs as bars, each with its time and how many times as fast as the
 * first it is; with marks for the model's ideal and for the spread of repeats.
 */
export function renderComparison(
  runs: readonly ComparedRun[],
  options: ComparisonOptions = {},
): string {
  const { widthPx = usualWidthPx } = options.room ?? {};
  const longestName = Math.max(0, ...runs.map(({ name }) => name.length));
  const leftPx = clamp(longestName * 9.2 + 14, 60, 200);
  const x = linearScale(
    0,
    longestSeconds(runs) || 1,
    leftPx,
    widthPx - wordsPx,
  );
  const words = comparedWords(runs);
  const rows = runs.map((run, index) => {
    const y = topPx + index * rowPx;
    const look = paletteIndex(run.name, options);
    return renderRow(run, words[index] ?? noWords, look, x, y, leftPx);
  });
  const legend = renderMarkLegend(runs, topPx + runs.length * rowPx + 12);
  const heightPx = topPx + runs.length * rowPx + (legend === '' ? 4 : 26);
  return renderFrame(
    { content: rows.join('') + legend, patterns: paletteTextures(), heightPx },
    {
      title: options.name ?? comparisonHeadline(runs),
      description: describeComparison(runs),
    },
    options,
  );
}

const noWords: ComparedWords = { name: '', time: '', speedUp: '' };

function renderRow(
  run: ComparedRun,
  words: ComparedWords,
  look: number | undefined,
  x: Scale,
  y: number,
  leftPx: number,
): string {
  const endPx = x(Number.isFinite(run.seconds) ? run.seconds : 0);
  const farthestPx = Math.max(
    endPx,
    x(run.spread?.highest ?? 0),
    x(run.idealSeconds ?? 0),
  );
  const baselinePx = y + barPx / 2 + 4.5;
  return element(
    'g',
    {},
    tooltip([run.name, words.time, words.speedUp].filter(Boolean).join(', ')),
    label(keepEnd(run.name, 22), leftPx - 12, baselinePx, {
      class: 'name',
      'text-anchor': 'end',
    }),
    renderBar(look, leftPx, y, Math.max(1.5, endPx - leftPx)),
    renderMarks(run, x, y),
    element(
      'text',
      { x: farthestPx + 10, y: baselinePx },
      element('tspan', { class: 'name' }, words.time),
      element('tspan', { class: 'value muted', dx: 8 }, words.speedUp),
    ),
  );
}

/** A bar in a colour of the palette, with its texture on top. */
function renderBar(
  look: number | undefined,
  x: number,
  y: number,
  width: number,
): string {
  const area = { x, y, width, height: barPx, rx: 2 };
  const fill = textureFill(look);
  return (
    element('rect', {
      ...area,
      style: `fill:var(--series-${look ?? 'other'})`,
    }) + (fill === undefined ? '' : element('rect', { ...area, fill }))
  );
}

function renderMarks(run: ComparedRun, x: Scale, y: number): string {
  const middlePx = y + barPx / 2;
  const ideal =
    run.idealSeconds === undefined ? '' : idealMark(x(run.idealSeconds), y);
  const spread = run.spread
    ? spreadMark(x(run.spread.lowest), x(run.spread.highest), middlePx)
    : '';
  return ideal + spread;
}

function idealMark(x: number, y: number): string {
  const data = `M${x.toFixed(1)} ${y - 4}v${barPx + 8}`;
  return path(data, 'edge') + path(data, 'target');
}

function spreadMark(fromPx: number, toPx: number, y: number): string {
  const data = `M${fromPx.toFixed(1)} ${y - 4}v8m0 -4H${toPx.toFixed(1)}m0 -4v8`;
  return path(data, 'edge') + path(data, 'target');
}

function renderMarkLegend(runs: readonly ComparedRun[], y: number): string {
  const items: [mark: string, words: string][] = [];
  if (runs.some(({ idealSeconds }) => idealSeconds !== undefined)) {
    items.push([
      path(`M9 ${y - 12}v16`, 'target'),
      'what the latency model allows',
    ]);
  }
  if (runs.some(({ spread }) => spread)) {
    items.push([
      spreadMark(0, 18, y - 4),
      'from the fastest to the slowest repeat; the bar is the median',
    ]);
  }
  return items
    .map(([mark, words], index) =>
      element(
        'g',
        { transform: `translate(${index * 220},0)` },
        mark,
        label(words, 26, y, { class: 'muted' }),
      ),
    )
    .join('');
}

import {
  comparedWords,
  comparisonHeadline,
  describeComparison,
  longestSeconds,
  type ComparedRun,
  type ComparedWords,
} from './compared-run.ts';
import {
  idSlot,
  renderFrame,
  widthPx as usualWidthPx,
  type FigureOptions,
} from './frame.ts';
import { rungTextures } from './patterns.ts';
import { clamp, linearScale, type Scale } from './scale.ts';
import { element, label, path, tooltip } from './svg.ts';
import { isRung } from './theme.ts';
import { keepEnd } from './words.ts';

export type { ComparedRun } from './compared-run.ts';

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
  options: FigureOptions = {},
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
    return renderRow(run, words[index] ?? noWords, x, y, leftPx);
  });
  const legend = renderMarkLegend(runs, topPx + runs.length * rowPx + 12);
  const heightPx = topPx + runs.length * rowPx + (legend === '' ? 4 : 26);
  return renderFrame(
    { content: rows.join('') + legend, patterns: rungTextures(), heightPx },
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
    renderBar(run.name, leftPx, y, Math.max(1.5, endPx - leftPx)),
    renderMarks(run, x, y),
    element(
      'text',
      { x: farthestPx + 10, y: baselinePx },
      element('tspan', { class: 'name' }, words.time),
      element('tspan', { class: 'value muted', dx: 8 }, words.speedUp),
    ),
  );
}

/** The colour of the run's name, under the texture of its name. */
function renderBar(name: string, x: number, y: number, width: number): string {
  const place = { x, y, width, height: barPx, rx: 2 };
  const colour = isRung(name) ? name : 'other';
  const texture = isRung(name) && name !== 'bounded';
  return (
    element('rect', { ...place, style: `fill:var(--rung-${colour})` }) +
    (texture
      ? element('rect', { ...place, fill: `url(#${idSlot}-${name})` })
      : '')
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

import { connectionsById } from '../../trace/analyse/connections.ts';
import { phasesOf, type Phase } from '../../trace/analyse/phases.ts';
import {
  box,
  element,
  escapeText,
  label,
  path,
} from '../../trace/render/svg.ts';
import type { Trace } from '../../trace/trace.ts';

/** A run with what happened in it. */
interface Run {
  readonly name: string;
  readonly seconds: number;
  readonly trace: Trace;
}

/** All in pixels of the slide: a figure takes its 1,680 × 772. */
const widthPx = 1680;
const wholeHeightPx = 772;
/** What is to the right of it is for the seconds of the slower run. */
const axisPx = 1270;
const legendPx = 40;
const headingPx = 62;
const gapPx = 12;
const axisWordsPx = 50;
const ticksMs = [250, 500, 1000, 2500, 5000, 10_000];

const legend: readonly [phase: Phase, words: string][] = [
  ['queued', 'waits on the client'],
  ['opening', 'opens a connection'],
  ['waiting', 'waits for the answer'],
];

/**
 * Draws two runs one above the other, a row for each request, on one axis. They
 * are hidden until the slide's next step, and then drawn in the time that they
 * took.
 * @throws Error, its message one sentence, where there is no such run
 */
export function renderBoth(
  runs: readonly Run[],
  wanted: readonly string[],
  idPrefix: string,
): string {
  const shown = wanted.map((name) => {
    const run = runs.find((each) => each.name === name);
    if (run) return run;
    const known = runs.map((each) => each.name).join(', ');
    throw new Error(`has no run "${name}"; it has ${known}.`);
  });
  return element(
    'figure',
    { class: 'both' },
    renderPair(shown, idPrefix, wholeHeightPx),
    '<span class="fragment go"></span>',
  );
}

/** Draws two runs one above the other, on one axis, as they were in the end. */
export function renderPair(
  runs: readonly Run[],
  idPrefix: string,
  heightPx: number,
): string {
  const longestMs = Math.max(...runs.map(({ seconds }) => seconds * 1000));
  const pxPerMs = axisPx / longestMs;
  const panelPx = (heightPx - legendPx - axisWordsPx) / runs.length - gapPx;
  const rowsPx = panelPx - headingPx;
  const topOf = (index: number) => legendPx + index * (panelPx + gapPx);
  return element(
    'svg',
    {
      viewBox: `0 0 ${widthPx} ${heightPx}`,
      role: 'img',
      'aria-labelledby': `${idPrefix}-title`,
    },
    element('title', { id: `${idPrefix}-title` }, escapeText(titleOf(runs))),
    renderLegend(),
    renderAxis(longestMs, pxPerMs, heightPx),
    ...runs.map((run, index) => renderOne(run, topOf(index), rowsPx, pxPerMs)),
  );
}

function titleOf(runs: readonly Run[]): string {
  const each = runs.map(
    ({ name, seconds, trace }) =>
      `${name}, ${trace.requests.length} requests over ${trace.connections.length} connections, took ${seconds.toFixed(2)} s`,
  );
  return `On one axis: ${each.join('; ')}.`;
}

function renderLegend(): string {
  const keys = legend.map(([phase, words], index) => {
    const x = 620 + index * 362;
    return (
      path(box(x, 8, 26, 26), phase) +
      label(words, x + 38, 32, { class: 'key' })
    );
  });
  return keys.join('');
}

/** Lines through both runs, and their times at the foot. */
function renderAxis(
  longestMs: number,
  pxPerMs: number,
  heightPx: number,
): string {
  const everyMs = ticksMs.find((ms) => longestMs / ms < 6) ?? 30_000;
  const ticks = Array.from(
    { length: Math.floor(longestMs / everyMs) + 1 },
    (_, index) => index * everyMs,
  );
  const bottom = heightPx - axisWordsPx;
  const lines = ticks.map(
    (ms) => `M${(ms * pxPerMs).toFixed(1)} ${legendPx + headingPx}V${bottom}`,
  );
  const words = ticks.map((ms) =>
    label(`${ms / 1000} s`, ms * pxPerMs, heightPx - 12, {
      'text-anchor': ms === 0 ? 'start' : 'middle',
    }),
  );
  return element('path', { class: 'grid', d: lines.join('') }) + words.join('');
}

function renderOne(
  { name, seconds, trace }: Run,
  topPx: number,
  rowsPx: number,
  pxPerMs: number,
): string {
  const rowsTop = topPx + headingPx;
  const endX = seconds * 1000 * pxPerMs;
  const connections = trace.connections.length;
  const heading = `${name}: ${trace.requests.length} requests, ${connections} connections`;
  return element(
    'g',
    {
      class: `run ${name.replaceAll(/\W+/g, '-')}`,
      style: `--seconds:${seconds}s`,
    },
    path(box(0, topPx + 16, 26, 26), 'swatch'),
    label(heading, 38, topPx + 42, { class: 'name' }),
    element('g', { class: 'rows' }, rowsOf(trace, rowsTop, rowsPx, pxPerMs)),
    label(`${seconds.toFixed(2)} s`, endX + 24, rowsTop + rowsPx / 2 + 34, {
      class: 'seconds',
    }),
  );
}

/** One path for each phase, since 300 rows of elements would be slow. */
function rowsOf(
  trace: Trace,
  topPx: number,
  rowsPx: number,
  pxPerMs: number,
): string {
  const connections = connectionsById(trace);
  const rowPx = rowsPx / trace.requests.length;
  const shapes = new Map<Phase, string[]>();
  for (const [index, request] of trace.requests.entries()) {
    const connection = connections.get(request.connectionId ?? NaN);
    for (const span of phasesOf(request, connection, trace.durationMs)) {
      const { phase, startMs, endMs } = span;
      const x = startMs * pxPerMs;
      // They touch: a gap would be a line across the whole figure.
      const y = topPx + index * rowPx;
      const data = box(x, y, (endMs - startMs) * pxPerMs, rowPx + 0.2);
      shapes.set(phase, [...(shapes.get(phase) ?? []), data]);
    }
  }
  return [...shapes]
    .map(([phase, data]) => path(data.join(''), phase))
    .join('');
}

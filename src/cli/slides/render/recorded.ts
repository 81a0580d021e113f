import { element, escapeText } from '../../../trace/render/svg.ts';
import { renderComparison } from '../../../trace/render/comparison.ts';
import {
  renderConnectionLanes,
  renderHeartbeat,
  renderWaterfall,
} from '../../../trace/render/trace-figure.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { TraceView } from '../source/directive.ts';

/** A demo as it was recorded: `slides/traces/NAME.json`. */
export interface Recorded {
  readonly name: string;
  readonly scale: number;
  readonly runs: readonly RecordedRun[];
}

interface RecordedRun {
  readonly name: string;
  readonly seconds: number;
  readonly trace: Trace;
}

/**
 * Reads what a demo recorded.
 * @throws Error, its message one sentence, for anything else
 */
export function parseRecorded(text: string): Recorded {
  const recorded = JSON.parse(text) as Partial<Recorded> | null;
  const runs: readonly Partial<RecordedRun>[] = recorded?.runs ?? [];
  if (runs.length > 0 && runs.every(({ trace }) => trace))
    return recorded as Recorded;
  throw new Error('holds no runs with their traces.');
}

const views = {
  waterfall: renderWaterfall,
  lanes: renderConnectionLanes,
  heartbeat: renderHeartbeat,
};

/**
 * A still picture of what a demo recorded.
 * @throws Error, its message one sentence, where there is no such run
 */
export function renderTrace(
  { runs }: Recorded,
  view: TraceView,
  wanted: string | undefined,
  idPrefix: string,
): string {
  if (view === 'race') return framed(renderComparison(runs, { idPrefix }));
  const run = runs.find(({ name }) => wanted === undefined || name === wanted);
  if (run) {
    return framed(views[view](run.trace, { idPrefix, name: run.name }));
  }
  const known = runs.map(({ name }) => name).join(', ');
  throw new Error(`has no run "${wanted ?? ''}"; it has ${known}.`);
}

function framed(svg: string): string {
  return element('figure', { class: 'trace' }, svg);
}

/** What the page needs to play something without its program. */
export function renderRecordedData(json: string): string {
  // Nothing in a script may look like its end.
  const safe = json.replaceAll('<', '\\u003c');
  return `<script type="application/json" class="recorded">${safe}</script>`;
}

/** A place for a live demo, with what it recorded. */
export function renderDemo(name: string, json: string): string {
  return element(
    'div',
    { class: 'demo', 'data-demo': name },
    renderRecordedData(JSON.stringify(JSON.parse(json))),
  );
}

/** A place for a recording of a terminal, with the same in words. */
export function renderCast(name: string, cast: string): string {
  return element(
    'div',
    { class: 'cast', 'data-cast': name },
    renderRecordedData(JSON.stringify(cast)),
    element(
      'details',
      { class: 'transcript' },
      '<summary>The recording in words</summary>',
      element('pre', {}, escapeText(transcriptOf(cast))),
    ),
  );
}

// eslint-disable-next-line no-control-regex -- terminals are told by controls
const controls = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[@-Z\\-_])/g;

/** What a terminal was told, without colours and moves of its cursor. */
export function transcriptOf(cast: string): string {
  return cast
    .trim()
    .split('\n')
    .slice(1)
    .filter((line) => line.startsWith('['))
    .map((line) => JSON.parse(line) as [number, string, string])
    .filter(([, code]) => code === 'o')
    .map(([, , data]) => data.replace(controls, ''))
    .join('')
    .split(/\r?\n/)
    .map((line) => line.split('\r').at(-1)?.trimEnd() ?? '')
    .join('\n')
    .trim();
}

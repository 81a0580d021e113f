import { ladderNames } from '../../trace/ladder.ts';
import { element } from '../../trace/render/svg.ts';
import { renderComparison } from '../../trace/render/comparison.ts';
import {
  renderConnectionLanes,
  renderHeartbeat,
  renderWaterfall,
} from '../../trace/render/trace-figure.ts';
import type { Room } from '../../trace/render/frame.ts';
import type { Trace } from '../../trace/trace.ts';
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
 * @throws Error, its message one sentence, where there are no runs in it
 */
export function parseRecorded(text: string): Recorded {
  const recorded = JSON.parse(text) as Partial<Recorded> | null;
  const runs: readonly Partial<RecordedRun>[] = recorded?.runs ?? [];
  if (runs.length > 0 && runs.every(({ trace }) => trace)) {
    return recorded as Recorded;
  }
  throw new Error('does not hold runs with their traces.');
}

/** Of a slide's 1,680 px: the figures' 11 px become 28 px of it. */
const room: Room = { widthPx: 660, rowsPx: 170, lanesPx: 170 };

const views = {
  waterfall: renderWaterfall,
  lanes: renderConnectionLanes,
  heartbeat: renderHeartbeat,
};

/**
 * Draws what a demo recorded, as a still picture.
 * @throws Error, its message one sentence, where there is no such run
 */
export function renderTrace(
  { runs }: Recorded,
  view: TraceView,
  wanted: string | undefined,
  idPrefix: string,
): string {
  if (view === 'race') {
    return framed(
      renderComparison(runs, { idPrefix, room, paletteNames: ladderNames }),
    );
  }
  const run = runs.find(({ name }) => wanted === undefined || name === wanted);
  if (run) {
    return framed(views[view](run.trace, { idPrefix, name: run.name, room }));
  }
  const known = runs.map(({ name }) => name).join(', ');
  throw new Error(`has no run "${wanted ?? ''}"; it has ${known}.`);
}

function framed(svg: string): string {
  return element('figure', { class: 'trace' }, svg);
}

/** Renders the place of a live demo, with its recording. */
export function renderDemo(name: string, json: string): string {
  // Without `<`, nothing in the script can look like its end.
  const data = JSON.stringify(JSON.parse(json)).replaceAll('<', '\\u003c');
  return element(
    'div',
    { class: 'demo', 'data-demo': name },
    `<script type="application/json" class="recorded">${data}</script>`,
  );
}

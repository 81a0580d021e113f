import { lengthMs } from '../analyse/phases.ts';
import { connectionsById } from '../analyse/connections.ts';
import { loadByColumn, mostAtOnceIn } from '../analyse/server-load.ts';
import {
  serverSpansOf,
  type ServerPhase,
  type ServerSpan,
} from '../analyse/server-spans.ts';
import type { Trace } from '../trace.ts';
import type { Drawing, Panel, Plot } from './figure.ts';
import { patterned } from './patterns.ts';
import { linearScale } from './scale.ts';
import { label, path, short } from './svg.ts';
import { count } from './words.ts';

const heightPx = 44;

/** From the top down: the queue stands on those that are served. */
const stacked: readonly ServerPhase[] = [
  'serverQueue',
  'serverHeld',
  'serverWork',
];

/**
 * How many requests were with the server, and how many of them in its queue:
 * for pictures whose rows are too thin to show it for each.
 */
export function serverPanel(trace: Trace): Panel {
  const connections = connectionsById(trace);
  const endMs = lengthMs(trace);
  const spans = trace.requests.flatMap((request) =>
    serverSpansOf(request, connections.get(request.connectionId ?? NaN), endMs),
  );
  return {
    heading: 'At the server',
    detail: detailWords(spans),
    leftPx: 84,
    rightPx: 24,
    heightPx,
    draw: (plot) => drawLoad(spans, plot),
  };
}

function detailWords(spans: readonly ServerSpan[]): string {
  const queue = mostAtOnceIn('serverQueue', spans);
  const work = mostAtOnceIn('serverWork', spans);
  const inQueue = queue === 0 ? '' : `up to ${count(queue)} in its queue, `;
  return `how many at once: ${inQueue}up to ${count(work)} at work`;
}

function drawLoad(spans: readonly ServerSpan[], plot: Plot): Drawing {
  const { x, leftPx, rightPx } = plot;
  const columns = Math.max(1, Math.floor(rightPx - leftPx));
  const window = { fromMs: x.from, toMs: x.to };
  const layers = stacked
    .map((phase) => ({
      phase,
      counts: loadByColumn(phase, spans, window, columns),
    }))
    .filter(({ counts }) => counts.some((each) => each > 0));
  // Painted from the tallest to the lowest, each down to the ground.
  const totals = layers.map((_, index) =>
    sums(layers.slice(index).map(({ counts }) => counts)),
  );
  const most = Math.max(1, ...(totals[0] ?? []));
  const y = linearScale(0, most, heightPx, 0);
  const areas = layers.map(({ phase }, index) => {
    const data = areaOf((totals[index] ?? []).map(y), leftPx);
    return phase === 'serverQueue' ? patterned(phase, data) : path(data, phase);
  });
  const end = { class: 'muted', 'text-anchor': 'end' };
  return {
    svg: areas.join('') + label(count(Math.round(most)), leftPx - 8, 9, end),
    keys: layers.map(({ phase }) => phase),
  };
}

/** The sum of several lists of equal length, place by place. */
function sums(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...rest] = lists;
  return first.map((value, index) =>
    rest.reduce((sum, list) => sum + (list[index] ?? 0), value),
  );
}

/** The area under a line that has a step at each pixel where it changes. */
function areaOf(line: readonly number[], leftPx: number): string {
  const steps = line.map((y, at) =>
    short(y) === short(line[at - 1] ?? heightPx)
      ? ''
      : `H${short(leftPx + at)}V${short(y)}`,
  );
  const data = steps.join('');
  if (data === '') return '';
  const rightPx = short(leftPx + line.length);
  return `M${short(leftPx)} ${heightPx}${data}H${rightPx}V${heightPx}z`;
}

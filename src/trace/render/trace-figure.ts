import { hasHeartbeat } from '../analyse/heartbeat.ts';
import { hasServerSide } from '../analyse/server-spans.ts';
import { summarise } from '../analyse/summarise.ts';
import type { Trace } from '../trace.ts';
import { renderPanels, type Panel } from './figure.ts';
import type { FigureOptions, Room } from './frame.ts';
import { heartbeatPanel } from './heartbeat.ts';
import { lanesPanel, lanesUnderRowsPanel } from './lanes.ts';
import { lengthMs } from '../analyse/phases.ts';
import { serverPanel } from './server-panel.ts';
import { describeTrace } from './table.ts';
import { mostWithWords, waterfallPanel } from './waterfall.ts';
import { count, counted, duration } from './words.ts';

/**
 * An SVG of a whole trace: its requests, its connections and the event loop's
 * heartbeat on one time axis; of work without requests, the heartbeat alone.
 */
export function renderTraceFigure(
  trace: Trace,
  options: FigureOptions = {},
): string {
  if (trace.requests.length === 0) return renderHeartbeat(trace, options);
  return render(
    trace,
    [waterfallPanel, serverPanel, lanesUnderRowsPanel, heartbeatPanel],
    options,
  );
}

/** An SVG with a row for each request, and the event loop's heartbeat. */
export function renderWaterfall(
  trace: Trace,
  options: FigureOptions = {},
): string {
  return render(trace, [waterfallPanel, serverPanel, heartbeatPanel], options);
}

/** An SVG with a lane for each connection, and the event loop's heartbeat. */
export function renderConnectionLanes(
  trace: Trace,
  options: FigureOptions = {},
): string {
  return render(trace, [lanesPanel, heartbeatPanel], options);
}

/** An SVG of the event loop's heartbeat alone. */
export function renderHeartbeat(
  trace: Trace,
  options: FigureOptions = {},
): string {
  return render(trace, [heartbeatPanel], options);
}

function render(
  trace: Trace,
  panels: readonly ((trace: Trace, room?: Room) => Panel)[],
  options: FigureOptions,
): string {
  const words = {
    title: titleOf(trace, options),
    description: describeTrace(trace),
  };
  const { room } = options;
  const drawn = panels
    .filter((panel) => panel !== heartbeatPanel || hasHeartbeat(trace))
    .filter((panel) => panel !== serverPanel || needsServerPanel(trace))
    .map((panel) => panel(trace, room));
  const axisMs = Math.max(lengthMs(trace), room?.lengthMs ?? 0);
  return renderPanels(drawn, axisMs, words, options);
}

/** Where rows have words, they have room for the server's side too. */
function needsServerPanel(trace: Trace): boolean {
  return trace.requests.length > mostWithWords && hasServerSide(trace);
}

/** `pooled: 150 requests over 1 connection in 8.10 s` */
function titleOf(trace: Trace, { name, room }: FigureOptions): string {
  const { requests, connections, failures, seconds } = summarise(trace);
  const what = requests === 0 ? 'no request' : counted(requests, 'request');
  const over =
    connections === 0 ? '' : ` over ${counted(connections, 'connection')}`;
  const prefix = name === undefined ? '' : `${name}: `;
  const bad = failures === 0 ? '' : `, ${failedWords(failures, requests)}`;
  const when = room?.window
    ? `between ${duration(room.window.fromMs)} and ${duration(room.window.toMs)}`
    : `in ${duration(seconds * 1000)}`;
  return `${prefix}${what}${over} ${when}${bad}`;
}

function failedWords(failures: number, requests: number): string {
  if (failures < requests) return `${count(failures)} failed`;
  return requests === 1 ? 'failed' : 'all failed';
}

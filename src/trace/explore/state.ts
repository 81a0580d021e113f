import { lengthMs } from '../analyse/phases.ts';
import { clamp } from '../clamp.ts';
import type { TimeWindow } from '../render/frame.ts';
import type { Trace } from '../trace.ts';

/** In which order the rows stand. */
export type Sort = 'made' | 'wait' | 'duration';

/** What a person has chosen to see of a trace. */
export interface ExploreState {
  readonly window: TimeWindow;
  /** The id of the request that the panel is about. */
  readonly selectedId: number | undefined;
  /** Whether it stays selected when the pointer goes elsewhere. */
  readonly isPinned: boolean;
  /** What the rows must contain. */
  readonly query: string;
  readonly sort: Sort;
}

/** No closer than this: less than a millisecond is not measured well. */
const shortestMs = 0.5;

/** Everything of a trace, and nothing selected. */
export function initialState(trace: Trace): ExploreState {
  return {
    window: { fromMs: 0, toMs: lengthMs(trace) },
    selectedId: undefined,
    isPinned: false,
    query: '',
    sort: 'made',
  };
}

/** Whether all of the time axis is shown. */
export function isWhole({ window }: ExploreState, trace: Trace): boolean {
  return window.fromMs <= 0 && window.toMs >= lengthMs(trace);
}

/** Shows a part of the time axis, as far as there is one. */
export function withWindow(
  state: ExploreState,
  trace: Trace,
  { fromMs, toMs }: TimeWindow,
): ExploreState {
  const allMs = lengthMs(trace);
  const spanMs = clamp(Math.abs(toMs - fromMs), shortestMs, allMs);
  const start = clamp(Math.min(fromMs, toMs), 0, allMs - spanMs);
  return { ...state, window: { fromMs: start, toMs: start + spanMs } };
}

/**
 * Zooms around an instant, which stays where it is on the screen.
 * @param factor above 1 to see less time, larger
 */
export function zoomed(
  state: ExploreState,
  trace: Trace,
  factor: number,
  aroundMs = middleOf(state.window),
): ExploreState {
  const { fromMs, toMs } = state.window;
  const spanMs = clamp((toMs - fromMs) / factor, shortestMs, lengthMs(trace));
  const share = (aroundMs - fromMs) / (toMs - fromMs);
  const start = aroundMs - share * spanMs;
  return withWindow(state, trace, { fromMs: start, toMs: start + spanMs });
}

/** Moves along the time axis, by a share of what is shown. */
export function panned(
  state: ExploreState,
  trace: Trace,
  share: number,
): ExploreState {
  const { fromMs, toMs } = state.window;
  const byMs = share * (toMs - fromMs);
  const allMs = lengthMs(trace);
  const start = clamp(fromMs + byMs, 0, allMs - (toMs - fromMs));
  const window = { fromMs: start, toMs: start + toMs - fromMs };
  return withWindow(state, trace, window);
}

function middleOf({ fromMs, toMs }: TimeWindow): number {
  return (fromMs + toMs) / 2;
}

import { lengthMs } from '../analyse/phases.ts';
import { clamp } from '../clamp.ts';
import type { TimeWindow } from '../render/frame.ts';
import type { RequestTrace, Trace } from '../trace.ts';
import {
  initialState,
  isWhole,
  panned,
  withWindow,
  zoomed,
  type ExploreState,
  type Sort,
} from './state.ts';
import { viewOf } from './view.ts';

/** What has changed of what is seen. */
export interface Change {
  /** Whether the picture has to be drawn again. */
  readonly isPicture: boolean;
  /** Whether another request is selected, or none any more. */
  readonly isSelection: boolean;
}

/** A trace that is being explored: what is seen of it, and the ways to go on. */
export interface Model {
  readonly trace: Trace;
  readonly state: ExploreState;
  /** What is seen, as a trace: its requests are the rows, in their order. */
  readonly view: Trace;
  /** The length of the whole time axis. */
  readonly lengthMs: number;
  /** Whether all of the time axis is seen. */
  readonly isWhole: boolean;
  readonly selected: RequestTrace | undefined;
  /** Zooms around an instant; by default around what is selected. */
  zoom(factor: number, aroundMs?: number): void;
  /** Moves by a share of what is seen. */
  pan(share: number): void;
  setWindow(window: TimeWindow): void;
  showAll(): void;
  filter(query: string): void;
  sort(sort: Sort): void;
  /** Selects the request of a row, unless another one is pinned. */
  pointAt(row: number): void;
  /** Pins the request of a row, or lets it go if it is pinned already. */
  click(row: number): void;
  /** Selects a request, whether or not it is among the rows. */
  goTo(id: number): void;
  /** Selects a request so many rows further. */
  step(by: number): void;
  pin(): void;
  letGo(): void;
}

/** Returns a model that shows all of a trace. */
export function createModel(
  trace: Trace,
  onChange: (change: Change) => void,
): Model {
  let state = initialState(trace);
  let view = trace;

  function change(next: ExploreState): void {
    const { window, query, sort, selectedId } = state;
    const isPicture =
      next.window !== window || next.query !== query || next.sort !== sort;
    state = next;
    if (isPicture) view = isInitial(state) ? trace : viewOf(trace, state);
    onChange({ isPicture, isSelection: next.selectedId !== selectedId });
  }

  function isInitial({ query, sort }: ExploreState): boolean {
    return isWhole(state, trace) && query === '' && sort === 'made';
  }

  function select(id: number | undefined, isPinned: boolean): void {
    change({ ...state, selectedId: id, isPinned });
  }

  function requestOf(id: number | undefined): RequestTrace | undefined {
    return trace.requests.find((each) => each.id === id);
  }

  function middleOfSelected(): number | undefined {
    const request = requestOf(state.selectedId);
    const endMs = request?.endMs ?? trace.durationMs;
    return request && (request.queuedMs + endMs) / 2;
  }

  function step(by: number): void {
    const rows = view.requests;
    const at = rows.findIndex(({ id }) => id === state.selectedId);
    const first = by === Infinity ? rows.length - 1 : 0;
    const next = rows[at < 0 ? first : clamp(at + by, 0, rows.length - 1)];
    if (next) select(next.id, state.isPinned);
  }

  return {
    trace,
    get state() {
      return state;
    },
    get view() {
      return view;
    },
    lengthMs: lengthMs(trace),
    get isWhole() {
      return isWhole(state, trace);
    },
    get selected() {
      return requestOf(state.selectedId);
    },
    zoom(factor, aroundMs = middleOfSelected()) {
      change(zoomed(state, trace, factor, aroundMs));
    },
    pan(share) {
      change(panned(state, trace, share));
    },
    setWindow(window) {
      change(withWindow(state, trace, window));
    },
    showAll() {
      change({ ...state, window: initialState(trace).window });
    },
    filter(query) {
      change({ ...state, query });
    },
    sort(sort) {
      change({ ...state, sort });
    },
    pointAt(row) {
      const request = view.requests[row];
      if (request && !state.isPinned) select(request.id, false);
    },
    click(row) {
      const request = view.requests[row];
      if (!request) return;
      const isSame = state.isPinned && state.selectedId === request.id;
      select(request.id, !isSame);
    },
    goTo(id) {
      if (requestOf(id)) select(id, true);
    },
    step,
    pin() {
      if (state.selectedId === undefined) step(1);
      else select(state.selectedId, !state.isPinned);
    },
    letGo() {
      select(undefined, false);
    },
  };
}

import type { Trace } from '../../../trace/render/browser.ts';
import type { DemoEvent, DemoNote, Seen } from '../../demo/demo.ts';

/** One run of a demo as the slide shows it. */
export interface RunState {
  readonly name: string;
  /** When the page learned that it began, by the page's clock. */
  readonly startedMs: number;
  readonly isOver: boolean;
  readonly trace: Trace | undefined;
  readonly seen: Seen | undefined;
  readonly notes: readonly DemoNote[];
}

/** What a slide shows of a demo. */
export interface DemoState {
  /** Whether it runs, or a recording is played. */
  readonly source: 'live' | 'recorded' | undefined;
  readonly phase: 'idle' | 'starting' | 'running' | 'over' | 'failed';
  /** The scale of a live run, once the server has said it. */
  readonly scale: number | undefined;
  /** In the order in which they began. */
  readonly runs: readonly RunState[];
  /** What went wrong; else empty. */
  readonly message: string;
}

export const idle: DemoState = {
  source: undefined,
  phase: 'idle',
  scale: undefined,
  runs: [],
  message: '',
};

/** The state after something has happened at a time of the page's clock. */
export function afterEvent(
  state: DemoState,
  event: DemoEvent,
  nowMs: number,
): DemoState {
  switch (event.type) {
    case 'start':
      return { ...state, scale: event.scale };
    case 'run': {
      const run = newRun(event.run, nowMs);
      return { ...state, phase: 'running', runs: [...state.runs, run] };
    }
    case 'trace':
      return withRun(state, event.run, () => ({ trace: event.trace }));
    case 'server':
      return withRun(state, event.run, () => ({ seen: event.seen }));
    case 'note': {
      const { atMs, text, seen } = event;
      return withRun(state, event.run, ({ notes }) => ({
        notes: [...notes, { atMs, text, seen }],
      }));
    }
    case 'end': {
      const { trace, seen } = event;
      return withRun(state, event.run, () => ({ trace, seen, isOver: true }));
    }
    case 'done':
      return { ...state, phase: 'over' };
    case 'error':
      return { ...state, phase: 'failed', message: event.message };
  }
}

function newRun(name: string, startedMs: number): RunState {
  return {
    name,
    startedMs,
    isOver: false,
    trace: undefined,
    seen: undefined,
    notes: [],
  };
}

function withRun(
  state: DemoState,
  name: string,
  change: (run: RunState) => Partial<RunState>,
): DemoState {
  const runs = state.runs.map((run) =>
    run.name === name && !run.isOver ? { ...run, ...change(run) } : run,
  );
  return { ...state, runs };
}

/** How long a run took, or has taken so far, in seconds. */
export function secondsOf(run: RunState, nowMs: number): number {
  const traceMs = run.trace?.durationMs ?? 0;
  if (run.isOver) return traceMs / 1000;
  return Math.max(traceMs, nowMs - run.startedMs) / 1000;
}

/**
 * How many answers have come. While a program blocks its thread, only the
 * servers know.
 */
export function answeredOf({ trace, seen }: RunState): number {
  const known = trace?.requests.filter(({ endMs }) => endMs !== null) ?? [];
  const served = seen ? seen.requests - seen.inFlight : 0;
  return known.length > 0 ? known.length : served;
}

/** What each event of the Trace Event Format has. */
interface AnyEvent {
  readonly name: string;
  /** A group of tracks, which the format calls a process. */
  readonly pid: number;
  /** A track, which the format calls a thread. */
  readonly tid: number;
}

/** A stretch of time on a track. */
export interface SliceEvent extends AnyEvent {
  readonly ph: 'X';
  readonly cat: string;
  /** Microseconds since the first recording began. */
  readonly ts: number;
  /** Microseconds. */
  readonly dur: number;
  readonly args: Readonly<Record<string, unknown>>;
}

/** The start and the end of an arrow from one slice to another. */
export interface FlowEvent extends AnyEvent {
  readonly ph: 's' | 'f';
  readonly cat: string;
  readonly ts: number;
  /** Shared by the two ends of an arrow alone. */
  readonly id: string;
  /** Binds the arrow's end to the slice around it, not to the next one. */
  readonly bp?: 'e';
}

/** The name or the place of a group or a track. */
export interface NamingEvent extends AnyEvent {
  readonly ph: 'M';
  readonly args: Readonly<Record<string, unknown>>;
}

export type TraceEvent = SliceEvent | FlowEvent | NamingEvent;

/** Names a group of tracks; groups are shown in the order of their numbers. */
export function nameProcess(pid: number, name: string): NamingEvent[] {
  return [
    { name: 'process_name', ph: 'M', pid, tid: 0, args: { name } },
    {
      name: 'process_sort_index',
      ph: 'M',
      pid,
      tid: 0,
      args: { sort_index: pid },
    },
  ];
}

/** Names a track; tracks are shown in the order of their numbers. */
export function nameThread(
  pid: number,
  tid: number,
  name: string,
): NamingEvent[] {
  return [
    { name: 'thread_name', ph: 'M', pid, tid, args: { name } },
    {
      name: 'thread_sort_index',
      ph: 'M',
      pid,
      tid,
      args: { sort_index: tid },
    },
  ];
}

/**
 * A stretch in microseconds. Both ends are rounded to the nanosecond first, so
 * that what lies within another stretch still does.
 */
export function inMicroseconds(
  startMs: number,
  endMs: number,
): { readonly ts: number; readonly dur: number } {
  const [start, end] = [startMs, endMs].map((ms) => Math.round(ms * 1e6));
  return { ts: (start ?? 0) / 1e3, dur: ((end ?? 0) - (start ?? 0)) / 1e3 };
}

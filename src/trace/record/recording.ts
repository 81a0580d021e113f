import { AsyncLocalStorage } from 'node:async_hooks';
import type { Header, TraceError } from '../trace.ts';
import type { RawHeaders } from './headers.ts';

/**
 * What the recorder writes while things happen. Times are in milliseconds since
 * 1970, so that entries from another thread fit in; headers stay raw until
 * the trace is asked for, so that recording costs almost nothing.
 */
export interface RequestEntry {
  method: string;
  url: string;
  blocking: boolean;
  queuedAt: number;
  sentAt: number | null;
  headersAt: number | null;
  endAt: number | null;
  status: number | null;
  bytes: number;
  error: TraceError | null;
  connection: ConnectionEntry | null;
  requestHeaders: string | readonly Header[];
  responseHeaders: RawHeaders | readonly Header[];
}

/** One connection, shared by every recording that uses it. */
export interface ConnectionEntry {
  origin: string;
  openingAt: number | null;
  openAt: number | null;
  closedAt: number | null;
}

/** A recording that is under way: its requests and the beats of the event loop. */
export interface Recording {
  readonly startedAt: number;
  readonly intervalMs: number;
  readonly requests: RequestEntry[];
  readonly beatsAt: number[];
}

/** The recordings that see what is done in this asynchronous context. */
export const activeRecordings = new AsyncLocalStorage<readonly Recording[]>();

// Read once: as a getter it costs more than the clock itself.
const { timeOrigin } = performance;

/** Milliseconds since 1970, at the resolution of `performance.now()`. */
export function epochMs(): number {
  return timeOrigin + performance.now();
}

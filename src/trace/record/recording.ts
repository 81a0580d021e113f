import { AsyncLocalStorage } from 'node:async_hooks';
import type { TraceError } from '../trace.ts';
import type { KeptHeaders } from './headers.ts';

/**
 * What the recorder writes while things happen. Times are in milliseconds since
 * 1970, so that entries from another thread fit in; address and headers stay as
 * they are until the trace is asked for, so that recording costs almost nothing.
 */
export interface RequestEntry {
  method: string;
  origin: string | URL;
  /** With its query; the whole address where a proxy is asked for it. */
  path: string;
  blocking: boolean;
  queuedAt: number;
  sentAt: number | null;
  /** Null while a body is being sent, undefined without one. */
  bodySentAt?: number | null | undefined;
  sentBytes?: number | undefined;
  headersAt: number | null;
  endAt: number | null;
  status: number | null;
  bytes: number;
  error: TraceError | null;
  connection: ConnectionEntry | null;
  requestHeaders: KeptHeaders;
  responseHeaders: KeptHeaders;
}

/** One connection, shared by every recording that uses it. */
export interface ConnectionEntry {
  origin: string;
  openingAt: number | null;
  lookedUpAt?: number | undefined;
  tcpOpenAt?: number | undefined;
  openAt: number | null;
  closedAt: number | null;
  localPort?: number | undefined;
  remotePort?: number | undefined;
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

/** What a trace says of an error that was thrown. */
export function traceErrorOf(thrown: unknown): TraceError {
  if (!(thrown instanceof Error)) {
    return { name: 'Error', code: null, message: String(thrown) };
  }
  const { name, message, code } = thrown as Error & { code?: unknown };
  return { name, code: typeof code === 'string' ? code : null, message };
}

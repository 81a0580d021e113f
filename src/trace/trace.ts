/**
 * A trace is plain data: what happened to each request and each connection,
 * and when the event loop was able to run. Every time in it is in milliseconds
 * since the recording began.
 */
export interface Trace {
  /** When the recording began, in milliseconds since 1970. */
  readonly startedAtEpochMs: number;
  /** How long the recording lasted. */
  readonly durationMs: number;
  /** In the order in which they were made. */
  readonly requests: readonly RequestTrace[];
  /** In the order in which they were first used. */
  readonly connections: readonly ConnectionTrace[];
  /** When the event loop was able to run. */
  readonly heartbeat: Heartbeat;
  /**
   * How many requests went to servers that keep a log for recordings but no
   * longer knew of them; absent where that is none.
   */
  readonly forgottenByServers?: number;
}

/** What happened to one request; times are in milliseconds of the recording. */
export interface RequestTrace {
  /** 1, 2, 3 … in the order in which requests were made. */
  readonly id: number;
  /** Such as `GET`. */
  readonly method: string;
  /** The whole address, with its query. */
  readonly url: string;
  /** True when the caller's thread stood still until the answer was there. */
  readonly blocking: boolean;
  /** When the program asked for it. */
  readonly queuedMs: number;
  /** When its first byte was given to a connection; null if never. */
  readonly sentMs: number | null;
  /**
   * When the last byte of its body was given to the connection; null if that
   * never happened. Absent where there was no body, or it was not measured.
   */
  readonly bodySentMs?: number | null;
  /** Bytes of its body that were given to the connection; absent without any. */
  readonly sentBytes?: number;
  /** When the response's headers were there; null if never. */
  readonly headersMs: number | null;
  /** When the body's last byte, or the error, was there; null if neither was. */
  readonly endMs: number | null;
  /** The status code; null without a response. */
  readonly status: number | null;
  /** Bytes of body received, as they came over the wire. */
  readonly bytes: number;
  /** Why it failed; null if it did not. A status of 400 or more is not an error. */
  readonly error: TraceError | null;
  /** The connection that carried it; null if none did. */
  readonly connectionId: number | null;
  /**
   * How much of the time between sent and headers the server spent on opening
   * the connection, from the `connect` metric of its Server-Timing header; 0
   * where it says nothing.
   */
  readonly connectingMs: number;
  /** The headers that were sent. */
  readonly requestHeaders: readonly Header[];
  /** The headers that were received; empty without a response. */
  readonly responseHeaders: readonly Header[];
  /** What its server saw of it; absent where no server told. */
  readonly server?: ServerSide;
}

/** A request as its server saw it; times are in milliseconds of the recording. */
export interface ServerSide {
  /** When the server had read its headers. */
  readonly arrivedMs: number;
  /** When the server began to work on it; null if its turn never came. */
  readonly turnMs: number | null;
  /** When the answer began to leave; null if never, or where that is not known. */
  readonly answeredMs: number | null;
  /** When all of the answer had been given to the connection; null if never. */
  readonly endedMs: number | null;
  /** When the server saw that its client had left; null if it never did. */
  readonly abandonedMs: number | null;
  /** When it stood still because its client read too slowly; absent if never. */
  readonly pauses?: readonly ServerPause[];
}

export interface ServerPause {
  readonly fromMs: number;
  /** Null where it lasted to the end of the recording. */
  readonly toMs: number | null;
}

export type Header = readonly [name: string, value: string];

export interface TraceError {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
}

/** What happened to one connection; times are in milliseconds of the recording. */
export interface ConnectionTrace {
  /** 1, 2, 3 … in the order in which they were first used. */
  readonly id: number;
  /** Scheme, host and port: `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** When it began to open; null if it was open before the recording. */
  readonly openingMs: number | null;
  /**
   * When the address of its host's name was known; absent where no name had to
   * be looked up, or it was not measured.
   */
  readonly lookedUpMs?: number;
  /**
   * When its TCP connection was open, before any agreement on encryption;
   * absent where it was not measured.
   */
  readonly tcpOpenMs?: number;
  /** When it was open; null if it was so before the recording, or never. */
  readonly openMs: number | null;
  /**
   * When the server too counted it as open, which over plain HTTP it says only
   * in its first answer. Where that never came, it may be set from elsewhere;
   * null if the server never did. Absent where it is not known.
   */
  readonly readyMs?: number | null;
  /** The port at the client's end; absent where it is not known. */
  readonly localPort?: number;
  /** The port at the other end: the server's, or a proxy's. */
  readonly remotePort?: number;
  /** What the server saw of it before it was open; absent where none told. */
  readonly server?: ServerOpening;
  /** When it closed; null if it was still open at the end. */
  readonly closedMs: number | null;
  /** The requests it carried, in order. */
  readonly requestIds: readonly number[];
}

/** How a server opened a connection; times are in milliseconds of the recording. */
export interface ServerOpening {
  /** When it had the connection. */
  readonly acceptedMs: number;
  /** When it began to work on it. */
  readonly turnMs: number;
  /** When it counted it as open. */
  readonly openMs: number;
}

/** A timer's ticks: where they are missing, the event loop could not run. */
export interface Heartbeat {
  /** How far apart the beats are when nothing holds the loop up. */
  readonly intervalMs: number;
  /** When each beat came, in milliseconds since the recording began. */
  readonly beatsMs: readonly number[];
}

/** A request as its server saw it. Times are by the lab's clock. */
export interface LoggedRequest {
  readonly method: string;
  /** With its query; the start of one that is very long. */
  readonly path: string;
  /** When the server had read its headers. */
  readonly arrivedMs: number;
  /**
   * When its turn in the server's queue came, or is to come; null as long as
   * that is not known, and where its client left before.
   */
  turnMs: number | null;
  /** When the answer began to leave. */
  answeredMs: number | null;
  /** When all of the answer had been given to the connection. */
  endedMs: number | null;
  /** When its client left before that. */
  abandonedMs: number | null;
  /** When the answer had to wait for a client that reads too slowly. */
  readonly pauses: Pause[];
}

export interface Pause {
  readonly fromMs: number;
  /** Null while it lasts. */
  toMs: number | null;
}

/** A connection as its server saw it; both ports tell which one it is. */
export interface LoggedConnection {
  readonly clientPort: number;
  readonly acceptedMs: number;
  /** When its turn in the server's queue came, or is to come. */
  readonly turnMs: number;
  /** When it counts as open. */
  readonly openMs: number;
}

/** What one site's server saw lately, by its own clock. */
export interface SiteLog {
  /** The port that the site listens on. */
  readonly port: number;
  /** What to add to the times below for milliseconds since 1970. */
  readonly originEpochMs: number;
  /** Requests that arrived until then are forgotten; null if none is. */
  readonly forgottenUntilMs: number | null;
  readonly connections: readonly (Pick<LoggedConnection, 'clientPort'> & {
    readonly opening: Omit<LoggedConnection, 'clientPort'>;
    /** In the order in which they arrived. */
    readonly requests: readonly LoggedRequest[];
  })[];
}

/** Which requests are asked for. */
export interface LogQuestion {
  /** Of the sites that listen on these ports. */
  readonly ports: readonly number[];
  /** Those that arrived then or later, in milliseconds since 1970. */
  readonly sinceEpochMs: number;
}

/** The latest requests to one site, each with what became of it. */
export interface RequestLog {
  arrived(
    connection: LoggedConnection,
    method: string,
    path: string,
    nowMs: number,
  ): LoggedRequest;
  /** Gives those that arrived at `sinceMs` or later, by the lab's clock. */
  since(sinceMs: number): Omit<SiteLog, 'port' | 'originEpochMs'>;
}

/** At least as many as a lesson makes in one cell; a few megabytes. */
const usuallyKept = 20_000;

/** A client that sends long paths shall not fill the memory. */
const pathLength = 200;

/** Returns a log that keeps at least the `kept` latest requests. */
export function createRequestLog(kept = usuallyKept): RequestLog {
  let entries: { connection: LoggedConnection; request: LoggedRequest }[] = [];
  let forgottenUntilMs: number | null = null;

  /** Rarely, and many at once, since moving the rest takes time. */
  function forgetOldest(): void {
    forgottenUntilMs = entries.at(-kept - 1)?.request.arrivedMs ?? null;
    entries = entries.slice(-kept);
  }

  return {
    arrived(connection, method, path, nowMs) {
      const request: LoggedRequest = {
        method,
        path: path.slice(0, pathLength),
        arrivedMs: nowMs,
        turnMs: null,
        answeredMs: null,
        endedMs: null,
        abandonedMs: null,
        pauses: [],
      };
      if (entries.length >= 2 * kept) forgetOldest();
      entries.push({ connection, request });
      return request;
    },
    since(sinceMs) {
      const asked = entries.filter(
        ({ request }) => request.arrivedMs >= sinceMs,
      );
      const byConnection = Map.groupBy(asked, ({ connection }) => connection);
      return {
        forgottenUntilMs,
        connections: [...byConnection].map(([connection, own]) => ({
          clientPort: connection.clientPort,
          opening: openingOf(connection),
          requests: own.map(({ request }) => request),
        })),
      };
    },
  };
}

function openingOf({ acceptedMs, turnMs, openMs }: LoggedConnection) {
  return { acceptedMs, turnMs, openMs };
}

/** Notes that a request's client left, perhaps before its turn in the queue. */
export function abandon(request: LoggedRequest, nowMs: number): void {
  request.abandonedMs = nowMs;
  if ((request.turnMs ?? 0) > nowMs) request.turnMs = null;
}

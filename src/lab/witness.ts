/** What a site's server saw, since it started or was last reset. */
export interface SiteStats {
  /** Connections that clients opened. */
  readonly connectionsOpened: number;
  /** Connections that are open now. */
  readonly connectionsOpen: number;
  /** Requests that arrived. */
  readonly requests: number;
  /** Requests over a connection that had already carried one. */
  readonly requestsOnReusedConnections: number;
  /** Requests that wait for their answer now. */
  readonly inFlight: number;
  /** The most requests that ever waited at once. */
  readonly peakInFlight: number;
  /** Requests whose client went away before their answer was sent. */
  readonly aborted: number;
  /** Bytes of bodies sent. */
  readonly bytesSent: number;
  /** How often each fault was dealt, by its name. */
  readonly faults: Readonly<Record<string, number>>;
  /** Paths with their queries in order of arrival; the first 100,000. */
  readonly arrivals: readonly string[];
  /** What became of each of `arrivals`, in the same order. */
  readonly answers: readonly ArrivalSeen[];
}

/** A request that arrived, by the server's own clock. */
export interface ArrivalSeen {
  readonly arrivedMs: number;
  /** When the server began to answer; null where it has not. */
  readonly answeredMs: number | null;
  /** How many requests had arrived by then, this one included; 0 before. */
  readonly arrivedByThen: number;
}

/** A request that has arrived, until the server begins to answer it. */
export interface Arrival {
  answered(nowMs: number): void;
}

/** Counts what a server sees, each thing as it happens. */
export interface Witness {
  connectionOpened(): void;
  connectionClosed(): void;
  requestArrived(
    path: string,
    connectionIsReused: boolean,
    nowMs: number,
  ): Arrival;
  requestAnswered(bytes: number): void;
  requestAborted(): void;
  /** Part of an answer was given to the connection. */
  bytesWritten(bytes: number): void;
  faultDealt(name: string): void;
  stats(): SiteStats;
  /** Sets the counts to zero; open connections and requests in flight stay counted. */
  reset(): void;
}

const arrivalsKept = 100_000;
const arrivalLength = 200;

/** A witness that has seen nothing yet. */
export function createWitness(): Witness {
  let seen = { ...nothing, ...emptyLists() };

  return {
    connectionOpened() {
      seen.connectionsOpened += 1;
      seen.connectionsOpen += 1;
    },
    connectionClosed() {
      seen.connectionsOpen -= 1;
    },
    requestArrived(path, connectionIsReused, nowMs) {
      seen.requests += 1;
      seen.inFlight += 1;
      seen.peakInFlight = Math.max(seen.peakInFlight, seen.inFlight);
      if (connectionIsReused) seen.requestsOnReusedConnections += 1;
      const arrival = { ...unanswered, arrivedMs: nowMs };
      if (seen.arrivals.length < arrivalsKept) {
        seen.arrivals.push(path.slice(0, arrivalLength));
        seen.answers.push(arrival);
      }
      return {
        answered(answeredMs) {
          arrival.answeredMs = answeredMs;
          arrival.arrivedByThen = seen.requests;
        },
      };
    },
    requestAnswered(bytes) {
      seen.inFlight -= 1;
      seen.bytesSent += bytes;
    },
    requestAborted() {
      seen.inFlight -= 1;
      seen.aborted += 1;
    },
    bytesWritten(bytes) {
      seen.bytesSent += bytes;
    },
    faultDealt(name) {
      seen.faults[name] = (seen.faults[name] ?? 0) + 1;
    },
    stats: () => ({
      ...seen,
      faults: { ...seen.faults },
      arrivals: [...seen.arrivals],
      answers: seen.answers.map((answer) => ({ ...answer })),
    }),
    reset() {
      const { connectionsOpen, inFlight } = seen;
      seen = { ...nothing, ...emptyLists(), connectionsOpen, inFlight };
      seen.peakInFlight = inFlight;
    },
  };
}

const nothing = {
  connectionsOpened: 0,
  connectionsOpen: 0,
  requests: 0,
  requestsOnReusedConnections: 0,
  inFlight: 0,
  peakInFlight: 0,
  aborted: 0,
  bytesSent: 0,
};

const unanswered = { answeredMs: null as number | null, arrivedByThen: 0 };

function emptyLists() {
  return {
    faults: {} as Record<string, number>,
    arrivals: [] as string[],
    answers: [] as ({ arrivedMs: number } & typeof unanswered)[],
  };
}

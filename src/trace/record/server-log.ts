/** What the server at one port saw lately, by its own clock. */
export interface SiteLog {
  readonly port: number;
  /** What to add to the times below for milliseconds since 1970. */
  readonly originEpochMs: number;
  /** Requests that arrived until then are forgotten; null if none is. */
  readonly forgottenUntilMs: number | null;
  readonly connections: readonly LoggedConnection[];
}

export interface LoggedConnection {
  readonly clientPort: number;
  /** How the server opened it; absent where it does not tell. */
  readonly opening?: {
    readonly acceptedMs: number;
    readonly turnMs: number;
    readonly openMs: number;
  };
  /** In the order in which they arrived. */
  readonly requests: readonly LoggedRequest[];
}

export interface LoggedRequest {
  readonly method: string;
  /** With its query; perhaps only the start of it. */
  readonly path: string;
  readonly arrivedMs: number;
  readonly turnMs: number | null;
  readonly answeredMs: number | null;
  readonly endedMs: number | null;
  readonly abandonedMs: number | null;
  readonly pauses: readonly {
    readonly fromMs: number;
    readonly toMs: number | null;
  }[];
}

/** The logs of some servers whose clocks agree with a recording's. */
export interface ServerLog {
  readonly sites: readonly SiteLog[];
  /** By how much their clocks may differ from the recording's, in milliseconds. */
  readonly clockErrorMs: number;
}

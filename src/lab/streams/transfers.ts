/** What a site of streams saw, besides what every site records. */
export interface StreamsStats {
  /** Downloads and uploads in order of arrival, the last 100. */
  readonly transfers: readonly Transfer[];
  readonly events: EventCounts;
}

/** A download or an upload, as its server saw it. */
interface Transfer {
  readonly kind: 'download' | 'upload';
  readonly path: string;
  readonly state: 'under way' | 'done' | 'aborted';
  /** So far; in a download, those that were given to the connection. */
  readonly bytes: number;
  /** How many pieces they were sent or received in. */
  readonly chunks: number;
  readonly seconds: number;
  /** Each time the reader kept the writer waiting; the first 1,000. */
  readonly pauses: readonly Pause[];
}

interface Pause {
  /** Since the transfer began. */
  readonly atSeconds: number;
  /** What had been written by then. */
  readonly atBytes: number;
  readonly lastedSeconds: number;
}

export interface EventCounts {
  /** Streams of events that clients opened. */
  readonly opened: number;
  /** How many of these continued after an event that was already received. */
  readonly reconnects: number;
  readonly open: number;
  readonly sent: number;
}

/** Records one transfer while it is under way. */
export interface TransferLog {
  moved(bytes: number): void;
  /** The writer had to wait for `lastedMs`, until now. */
  paused(lastedMs: number): void;
  end(state: 'done' | 'aborted'): void;
  snapshot(): Transfer;
}

export interface Transfers {
  start(kind: Transfer['kind'], path: string): TransferLog;
  snapshot(): Transfer[];
  reset(): void;
}

const transfersKept = 100;
const pausesKept = 1000;

/** Shorter ones are normal even when the reader keeps up. */
const shortestPauseMs = 10;

/** A record of transfers; `now` gives milliseconds since some fixed instant. */
export function createTransfers(now: () => number): Transfers {
  const logs: TransferLog[] = [];
  return {
    start(kind, path) {
      const log = createLog(now, kind, path);
      logs.push(log);
      if (logs.length > transfersKept) logs.shift();
      return log;
    },
    snapshot: () => logs.map((log) => log.snapshot()),
    reset() {
      logs.length = 0;
    },
  };
}

function createLog(
  now: () => number,
  kind: Transfer['kind'],
  path: string,
): TransferLog {
  const startMs = now();
  const pauses: Pause[] = [];
  let state: Transfer['state'] = 'under way';
  let endMs: number | undefined;
  let bytes = 0;
  let chunks = 0;

  return {
    moved(count) {
      bytes += count;
      chunks += 1;
    },
    paused(lastedMs) {
      if (lastedMs < shortestPauseMs || pauses.length === pausesKept) return;
      const atSeconds = (now() - lastedMs - startMs) / 1000;
      const lastedSeconds = lastedMs / 1000;
      pauses.push({ atSeconds, atBytes: bytes, lastedSeconds });
    },
    end(how) {
      if (endMs !== undefined) return;
      state = how;
      endMs = now();
    },
    snapshot() {
      const seconds = ((endMs ?? now()) - startMs) / 1000;
      return { kind, path, state, bytes, chunks, seconds, pauses: [...pauses] };
    },
  };
}

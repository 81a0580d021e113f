/** What a site of streams saw beside what every site sees. */
export interface StreamsStats {
  /** Downloads and uploads in order of arrival, the last 100. */
  readonly transfers: readonly Transfer[];
  readonly events: EventCounts;
}

/** Bytes on their way, as their server saw it. */
export interface Transfer {
  readonly kind: 'download' | 'upload';
  readonly path: string;
  readonly state: 'under way' | 'done' | 'aborted';
  /** So far; in a download those that the connection has taken over. */
  readonly bytes: number;
  /** How many pieces they came or went in. */
  readonly chunks: number;
  readonly seconds: number;
  /** Each time the reader kept the writer waiting; the first 1,000. */
  readonly pauses: readonly Pause[];
}

export interface Pause {
  /** Since the transfer began. */
  readonly atSeconds: number;
  /** What had been written by then. */
  readonly atBytes: number;
  readonly lastedSeconds: number;
}

export interface EventCounts {
  /** Streams of events that clients opened. */
  readonly opened: number;
  /** Of these, ones that went on after an event seen before. */
  readonly reconnects: number;
  readonly open: number;
  readonly sent: number;
}

/** Writes down one transfer as it goes on. */
export interface TransferLog {
  moved(bytes: number): void;
  /** The writer stood still for so long, until now. */
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

/** Shorter ones are how a stream breathes, with a reader who keeps up. */
const shortestPauseMs = 10;

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

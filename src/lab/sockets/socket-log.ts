/** What a site of sockets saw, besides what every site records. */
export interface SocketStats {
  /** Sockets that were opened. */
  readonly opened: number;
  /** How many of these continued after a message that was already received. */
  readonly reconnects: number;
  /** Sockets that are open now. */
  readonly open: number;
  /** Messages from clients. */
  readonly messagesReceived: number;
  /** Messages to clients. */
  readonly messagesSent: number;
  /** How often a socket was closed with each code (RFC 6455, 7.4.1). */
  readonly closes: Readonly<Record<string, number>>;
}

/** Counts what sockets do, each thing as it happens. */
export interface SocketLog {
  opened(isReconnect: boolean): void;
  received(): void;
  sent(): void;
  closed(code: number): void;
  stats(): SocketStats;
  /** Sets the counts to zero; open sockets stay counted. */
  reset(): void;
}

const nothing = {
  opened: 0,
  reconnects: 0,
  messagesReceived: 0,
  messagesSent: 0,
};

/** A log in which all counts are zero. */
export function createSocketLog(): SocketLog {
  let seen = { ...nothing, closes: {} as Record<string, number> };
  let open = 0;
  return {
    opened(isReconnect) {
      open += 1;
      seen.opened += 1;
      if (isReconnect) seen.reconnects += 1;
    },
    received() {
      seen.messagesReceived += 1;
    },
    sent() {
      seen.messagesSent += 1;
    },
    closed(code) {
      open -= 1;
      seen.closes[code] = (seen.closes[code] ?? 0) + 1;
    },
    stats: () => ({ ...seen, open, closes: { ...seen.closes } }),
    reset() {
      seen = { ...nothing, closes: {} };
    },
  };
}

/** What a proxy saw pass, besides what every site records. */
export interface ProxyStats {
  /** Connections that it passed on without looking inside (CONNECT). */
  readonly tunnels: number;
  readonly tunnelsOpen: number;
  /** Requests that it read and sent on. */
  readonly forwarded: number;
  /** Tunnels and requests without the right name and password (407). */
  readonly unauthorised: number;
  /** Tunnels and requests to other machines than this one (403). */
  readonly forbidden: number;
  readonly bytesFromClients: number;
  readonly bytesToClients: number;
  /** Hosts with their ports, in order of arrival; the first 1,000. */
  readonly targets: readonly string[];
}

type Count = Exclude<keyof ProxyStats, 'tunnelsOpen' | 'targets'>;

/** Counts what a proxy does, each thing as it happens. */
export interface ProxyLog {
  count(what: Count, by?: number): void;
  passed(target: URL): void;
  tunnelOpened(): void;
  tunnelClosed(): void;
  stats(): ProxyStats;
  /** Sets the counts back to zero; open tunnels stay counted. */
  reset(): void;
}

const targetsKept = 1000;

const noCounts: Readonly<Record<Count, number>> = {
  tunnels: 0,
  forwarded: 0,
  unauthorised: 0,
  forbidden: 0,
  bytesFromClients: 0,
  bytesToClients: 0,
};

/** A log in which all counts are zero. */
export function createProxyLog(): ProxyLog {
  let counts: Record<Count, number> = { ...noCounts };
  let targets: string[] = [];
  let tunnelsOpen = 0;
  return {
    count(what, by = 1) {
      counts[what] += by;
    },
    passed({ host }) {
      if (targets.length < targetsKept) targets.push(host);
    },
    tunnelOpened() {
      tunnelsOpen += 1;
    },
    tunnelClosed() {
      tunnelsOpen -= 1;
    },
    stats: () => ({ ...counts, tunnelsOpen, targets: [...targets] }),
    reset() {
      counts = { ...noCounts };
      targets = [];
    },
  };
}

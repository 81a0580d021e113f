import type { AccountsStats } from './sites/accounts.ts';
import type { SocketStats } from './sockets/socket-log.ts';
import type { SiteStats } from './witness.ts';
import type { LimitedStats } from './limited/clients.ts';
import type { ProxyStats } from './proxy/proxy-log.ts';
import type { StreamsStats } from './streams/transfers.ts';

/** What the servers saw, by site; a Pokémon API elsewhere has no stats. */
export interface LabStats {
  readonly pokemon?: SiteStats;
  readonly conference?: SiteStats;
  readonly years?: SiteStats;
  readonly faults?: SiteStats;
  readonly streams?: SiteStats & StreamsStats;
  readonly limited?: SiteStats & LimitedStats;
  readonly accounts?: SiteStats & AccountsStats;
  readonly sockets?: SiteStats & SocketStats;
  readonly proxy?: SiteStats & ProxyStats;
  readonly https?: SiteStats;
  readonly http2?: SiteStats;
  readonly echo?: SiteStats;
}

import type { AccountsStats } from './sites/accounts.ts';
import type { SocketStats } from './sockets/socket-log.ts';
import type { SiteStats } from './witness.ts';
import type { LimitedStats } from './limited/clients.ts';
import type { ProxyStats } from './proxy/proxy-log.ts';
import type { StreamsStats } from './streams/transfers.ts';

/** What the servers saw, by site; a Pokémon API elsewhere has no stats. */
export interface LabStats {
  /** At the Pokémon API. */
  readonly pokemon?: SiteStats;
  /** At the conference's site. */
  readonly conference?: SiteStats;
  /** At the site with a page for each year. */
  readonly years?: SiteStats;
  /** At the site of the faults. */
  readonly faults?: SiteStats;
  /** At the streams, with each download and upload. */
  readonly streams?: SiteStats & StreamsStats;
  /** At the items under a rate limit, with what was refused. */
  readonly limited?: SiteStats & LimitedStats;
  /** At the accounts, with logins and sessions. */
  readonly accounts?: SiteStats & AccountsStats;
  /** At the WebSockets, with their messages. */
  readonly sockets?: SiteStats & SocketStats;
  /** At the proxy, with what it passed on. */
  readonly proxy?: SiteStats & ProxyStats;
  /** At the Pokémon over HTTPS with HTTP/1.1. */
  readonly https?: SiteStats;
  /** At the Pokémon over HTTPS with HTTP/2. */
  readonly http2?: SiteStats;
  /** At the site that answers with the request itself. */
  readonly echo?: SiteStats;
}

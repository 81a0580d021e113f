import type { SiteName } from './sites/site.ts';
import type { SiteStats } from './witness.ts';

/** What the servers saw, by site; the real API's server does not tell. */
export type LabStats = Readonly<Partial<Record<SiteName, SiteStats>>>;

import type { BrokenOrigin } from './faults/broken-origins.ts';
import type { SiteModel } from './model.ts';
import type { SiteName } from './sites/names.ts';

/** What a lab says about itself at `/lab.json`. */
export interface LabDescription {
  /** Tells a lab from any other server. */
  readonly name: 'async-lab';
  readonly scale: number;
  readonly seed: number;
  readonly jitter: number;
  /** Origins under which the client that asks can reach the sites. */
  readonly sites: Readonly<Partial<Record<SiteName, string>>>;
  readonly models: Readonly<Partial<Record<SiteName, SiteModel>>>;
  /** Addresses at which something is wrong before any request. */
  readonly broken: Readonly<Record<BrokenOrigin, string>>;
  /** The certificate, as PEM, that clients trust for the lab's HTTPS servers. */
  readonly certificate: string;
}

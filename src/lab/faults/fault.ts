import type { Exchange } from '../exchange.ts';
import type { SiteContext } from '../sites/site.ts';
import type { BrokenOrigin } from './broken-origins.ts';

/** A fault as lists and tables show it. */
export interface Fault {
  /** What it is called, as in `?fault=hang`. */
  readonly name: string;
  /** Its path on the faults' site, or at `origin`. */
  readonly path: string;
  /** What the server does, in a sentence without a full stop. */
  readonly does: string;
  /** The broken address that it is at, if not the faults' site. */
  readonly origin?: BrokenOrigin;
}

/** A fault that any site's server can deal in place of its answer. */
export interface DealtFault extends Fault {
  deal(exchange: Exchange, context: SiteContext): void;
}

/** Returns the fault of this name at the faults' site. */
export function createFault(
  name: string,
  does: string,
  deal: DealtFault['deal'],
): DealtFault {
  return { name, path: `/faults/${name}`, does, deal };
}

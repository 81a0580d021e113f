import type { Exchange, Place } from '../sites/site.ts';

/** Something that goes wrong, for a list or a table. */
export interface Fault {
  readonly name: string;
  /** Where it can be had: at the faults' site, or at `origin`. */
  readonly path: string;
  /** What the server does, in a sentence without its full stop. */
  readonly does: string;
  /** A broken address in place of the faults' site. */
  readonly origin?: BrokenOrigin;
}

/** Addresses at which no request gets as far as a server's answer. */
export const brokenOrigins = [
  'closed',
  'unknown',
  'untrusted',
  'expired',
] as const;

export type BrokenOrigin = (typeof brokenOrigins)[number];

/** A fault that a server can deal out in place of any answer. */
export interface DealtFault extends Fault {
  deal(exchange: Exchange, place: Place): void;
}

/** Returns the fault of this name at the faults' site. */
export function createFault(
  name: string,
  does: string,
  deal: DealtFault['deal'],
): DealtFault {
  return { name, path: `/faults/${name}`, does, deal };
}

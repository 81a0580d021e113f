import type { RequestEntry } from './recording.ts';

/**
 * Returns a reader of whole addresses, which makes one text of equal ones: many
 * requests of a recording are for the same address.
 */
export function createAddressReader(): (entry: RequestEntry) => string {
  const known = new Map<string, string>();
  return (entry) => {
    const address = addressOf(entry);
    const same = known.get(address);
    if (same !== undefined) return same;
    known.set(address, address);
    return address;
  };
}

/** The origin that undici gives as text or as a URL. */
export function originOf(origin: string | URL): string {
  return typeof origin === 'string' ? origin : origin.origin;
}

function addressOf({ method, origin, path }: RequestEntry): string {
  // A proxy is asked for a whole address (RFC 9112, section 3.2.2).
  if (path.startsWith('http://') || path.startsWith('https://')) return path;
  const base = originOf(origin);
  // CONNECT names host and port alone, and its address has the scheme of the
  // connection to the proxy (RFC 9112, section 3.3).
  if (method === 'CONNECT' && !path.startsWith('/')) {
    return `${base.slice(0, base.indexOf('//') + 2)}${path}`;
  }
  return base + path;
}

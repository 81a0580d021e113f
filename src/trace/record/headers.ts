import type { Header } from '../trace.ts';

/** undici hands over headers as alternating names and values, or as an object. */
export type RawHeaders =
  | { readonly pairs: readonly (Buffer | string)[] }
  | { readonly named: Readonly<Record<string, string | string[] | undefined>> };

/** Name and value pairs of a request as it went out, without its first line. */
export function parseHeaderBlock(block: string): Header[] {
  return block
    .split('\r\n')
    .filter((line) => line.includes(': '))
    .map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    });
}

/** Name and value pairs of a response, from whichever form undici gives. */
export function parseRawHeaders(raw: RawHeaders): Header[] {
  if ('named' in raw) {
    return Object.entries(raw.named).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): Header => [name, one]),
    );
  }
  const headers: Header[] = [];
  for (let index = 0; index + 1 < raw.pairs.length; index += 2) {
    headers.push([textOf(raw.pairs[index]), textOf(raw.pairs[index + 1])]);
  }
  return headers;
}

/** Header bytes are latin1 on the wire (RFC 9110, section 5.5). */
function textOf(part: Buffer | string | undefined): string {
  return typeof part === 'string' ? part : (part?.toString('latin1') ?? '');
}

/**
 * Milliseconds that the server spent on opening the connection: the `connect`
 * metric of Server-Timing (https://www.w3.org/TR/server-timing/); 0 if absent.
 */
export function connectingMsOf(headers: readonly Header[]): number {
  const timing = headers.find(
    ([name]) => name.toLowerCase() === 'server-timing',
  );
  const duration = timing && /\bconnect;dur=([\d.]+)/.exec(timing[1]);
  return duration ? Number(duration[1]) : 0;
}

import type { Header } from '../trace.ts';

/**
 * Headers as they are kept while recording, so that it costs almost nothing: as
 * the text that goes over the wire, or as the object that undici made of them.
 */
export type KeptHeaders = string | NamedHeaders | readonly Header[];

type NamedHeaders = Readonly<Record<string, string | string[] | undefined>>;

let latestSent = '';
let latestReceived = '';

/**
 * Keeps the headers of a request, given as they are sent. What is kept is most
 * of what recording costs, so one text does for requests in a row that send the
 * same.
 */
export function keepSentHeaders(block: string): string {
  const headers = withoutRequestLine(block);
  if (headers !== latestSent) latestSent = headers;
  return latestSent;
}

/**
 * Keeps the headers of a response. undici hands them over as buffers, name and
 * value in turn, or as an object.
 */
export function keepHeaders(headers: unknown): KeptHeaders {
  if (!Array.isArray(headers)) return (headers ?? {}) as NamedHeaders;
  const parts = headers as readonly Buffer[];
  const text = textOfAll(parts);
  if (text === undefined) return pairsOf(parts);
  if (text !== latestReceived) latestReceived = text;
  return latestReceived;
}

/**
 * All headers as one text: their buffers are views of the bytes that arrived, so
 * that one copy does for all. To keep the buffers instead would cost far more
 * memory. Undefined where there is anything between them but `: ` and the ends
 * of lines, as when they came in two pieces.
 */
function textOfAll(parts: readonly Buffer[]): string | undefined {
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last || first.buffer !== last.buffer) return undefined;
  let bytes = 2 * parts.length - 2;
  for (const part of parts) bytes += part.length;
  const start = first.byteOffset;
  if (last.byteOffset + last.length - start !== bytes) return undefined;
  return Buffer.from(first.buffer, start, bytes).toString('latin1');
}

/** Header bytes are latin1 on the wire (RFC 9110, section 5.5). */
function pairsOf(parts: readonly (Buffer | string)[]): Header[] {
  const texts = parts.map((part) =>
    typeof part === 'string' ? part : part.toString('latin1'),
  );
  const headers: Header[] = [];
  for (let index = 0; index + 1 < texts.length; index += 2) {
    headers.push([texts[index] ?? '', texts[index + 1] ?? '']);
  }
  return headers;
}

/** Returns the name and value pairs of headers. */
export type HeaderReader = (headers: KeptHeaders) => readonly Header[];

/**
 * Returns a reader that makes one object of equal headers: most headers of a
 * recording are the same in each request, and would be most of its memory.
 */
export function createHeaderReader(): HeaderReader {
  const blocks = new Map<string, readonly Header[]>();
  const headers = new Map<string, Header>();
  const names = new Map<string, string>();

  function readLine(line: string): Header {
    const known = headers.get(line);
    if (known) return known;
    const colon = line.indexOf(': ');
    const name = line.slice(0, colon);
    if (!names.has(name)) names.set(name, detached(name));
    const value = detached(line.slice(colon + 2));
    const header: Header = [names.get(name) ?? name, value];
    headers.set(line, header);
    return header;
  }

  function readBlock(block: string): readonly Header[] {
    const known = blocks.get(block);
    if (known) return known;
    const lines = block.split('\r\n').filter((line) => line.includes(': '));
    const read = lines.map(readLine);
    blocks.set(block, read);
    return read;
  }

  return (kept) => {
    if (typeof kept === 'string') return readBlock(kept);
    if (Array.isArray(kept)) return kept as readonly Header[];
    return Object.entries(kept as NamedHeaders).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): Header => [name, one]),
    );
  };
}

/** HTTP/2 has none: method and path are headers. */
function withoutRequestLine(block: string): string {
  const end = block.indexOf('\r\n');
  return end > 0 && block.startsWith(' HTTP/1.1', end - 9)
    ? block.slice(end + 2)
    : block;
}

/** A slice would keep the whole text that it was taken from in memory. */
function detached(slice: string): string {
  return Buffer.from(slice, 'latin1').toString('latin1');
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

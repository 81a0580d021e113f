import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { size } from '../../trace/render/words.ts';
import { createDecoder } from '../../command/charset.ts';
import { isJson, renderJsonText } from './json-text.ts';

/** A terminal is for reading; a longer text is not formatted. */
const mostLaidOutBytes = 1_000_000;

/** Writes a body to standard output: byte for byte, except to a terminal. */
export async function showBody(body: Readable, type: string): Promise<void> {
  if (!process.stdout.isTTY) {
    await pipeline(body, process.stdout, { end: false });
    return;
  }
  const colour = process.stdout.hasColors();
  const look = { columns: process.stdout.columns, colour };
  const pieces = readableText(body, {
    isJson: /\bjson\b/i.test(type) && !/ndjson|json-seq/i.test(type),
    decoderFor: (start) => createDecoder(start, type),
    layOut: (text) => renderJsonText(text, look),
  });
  let last = '\n';
  for await (const piece of pieces) {
    process.stdout.write(piece);
    last = piece.at(-1) ?? last;
  }
  if (last !== '\n') process.stdout.write('\n');
}

interface Reading {
  /** Whether its content type says that it is JSON. */
  readonly isJson: boolean;
  /** Returns the decoder for a text that begins with these bytes. */
  readonly decoderFor: (start: Uint8Array) => TextDecoder;
  readonly layOut: (json: string) => string;
}

/**
 * Gives a body as text that is safe for a terminal: JSON is formatted once it is
 * complete, other text is passed on as it arrives, and of anything else only the
 * size is given.
 */
export async function* readableText(
  chunks: AsyncIterable<Buffer>,
  reading: Reading,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let held = '';
  let isHeld = reading.isJson;
  let bytes = 0;
  let isBinary = false;
  for await (const chunk of chunks) {
    decoder ??= reading.decoderFor(chunk);
    const isWide = decoder.encoding.startsWith('utf-16');
    isBinary ||= bytes === 0 && !isWide && chunk.includes(0);
    bytes += chunk.length;
    if (isBinary) continue;
    held += decoder.decode(chunk, { stream: true });
    isHeld &&= bytes <= mostLaidOutBytes;
    if (isHeld) continue;
    yield harmless(held);
    held = '';
  }
  if (isBinary) {
    yield `(${size(bytes)} that are not text: save them with --output FILE)`;
  }
  const rest = harmless(held + (decoder?.decode() ?? ''));
  if (rest !== '') yield isHeld && isJson(rest) ? reading.layOut(rest) : rest;
}

/** Removes control characters: a server must not control the terminal. */
function harmless(text: string): string {
  return text.replaceAll('\r', '').replace(/[^\P{Cc}\n\t]/gu, '\ufffd');
}

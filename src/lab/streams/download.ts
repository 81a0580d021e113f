import { isAnswer, parseNumbers } from '../sites/numbers.ts';
import { textAnswer } from '../answer.ts';
import { isKnown } from '../representation.ts';
import type { Exchange } from '../exchange.ts';
import type { SiteContext } from '../sites/site.ts';
import { pump } from './pump.ts';
import { parseRange, type Range } from './range.ts';
import type { Transfers } from './transfers.ts';

const pieceBytes = 64 * 1024;
const line =
  'The quick brown fox waits for no one, and for everyone in turn.\n';

/** All downloads are made of this: lines of 64 bytes, over and over. */
const block = Buffer.from(line.repeat(pieceBytes / line.length));

/** Sends any number of bytes, or a range of them, without holding them in memory. */
export function answerDownload(
  exchange: Exchange,
  context: SiteContext,
  transfers: Transfers,
): void {
  const numbers = parseNumbers(exchange.target.query, {
    bytes: { fallback: 200_000_000, least: 1, most: 10_000_000_000 },
  });
  if (isAnswer(numbers)) {
    exchange.reply(numbers);
    return;
  }
  const { bytes } = numbers;
  const etag = `"${bytes}"`;
  const { headers } = exchange.request;
  if (isKnown(headers['if-none-match'], etag)) {
    exchange.reply({ ...textAnswer('', 304), headers: { etag } });
    return;
  }
  const isSame = (headers['if-range'] ?? etag) === etag;
  const range = parseRange(isSame ? headers.range : undefined, bytes);
  if (range === 'unsatisfiable') {
    const headers = { 'content-range': `bytes */${bytes}` };
    exchange.reply({ ...textAnswer('Range Not Satisfiable', 416), headers });
    return;
  }
  const part = range ?? { first: 0, last: bytes - 1 };
  exchange.begin(range ? 206 : 200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(part.last - part.first + 1),
    'accept-ranges': 'bytes',
    etag,
    ...(range && {
      'content-range': `bytes ${part.first}-${part.last}/${bytes}`,
    }),
  });
  if (!exchange.isOpen) return;
  const log = transfers.start('download', exchange.request.url ?? '');
  pump(exchange, context, createPieces(part), log);
}

/** Slices of the block, which are not copied; undefined after the last. */
export function createPieces({ first, last }: Range) {
  let offset = first;
  return (): Buffer | undefined => {
    if (offset > last) return undefined;
    const start = offset % pieceBytes;
    const end = Math.min(pieceBytes, start + last - offset + 1);
    offset += end - start;
    return block.subarray(start, end);
  };
}

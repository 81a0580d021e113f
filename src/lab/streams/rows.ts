import { isAnswer, parseNumbers } from '../sites/numbers.ts';
import { pokedex } from '../sites/pokedex.ts';
import type { Exchange } from '../exchange.ts';
import type { SiteContext } from '../sites/site.ts';
import { pump } from './pump.ts';

/** Sends rows of JSON, one a line, at intervals or as fast as they are read. */
export function answerRows(exchange: Exchange, context: SiteContext): void {
  const numbers = parseNumbers(exchange.target.query, {
    count: { fallback: 150, most: 10_000_000 },
    everyMs: { fallback: 50, most: 60_000 },
  });
  if (isAnswer(numbers)) {
    exchange.reply(numbers);
    return;
  }
  exchange.begin(200, { 'content-type': 'application/x-ndjson' });
  const nextPiece = createRowPieces(numbers.count);
  if (numbers.everyMs === 0) pump(exchange, context, nextPiece);
  else sendAtPace(exchange, nextPiece, numbers.everyMs);
}

function sendAtPace(
  exchange: Exchange,
  nextPiece: () => Buffer | undefined,
  everyMs: number,
): void {
  const piece = nextPiece();
  if (!piece) {
    exchange.end();
    return;
  }
  const goOn = () => {
    exchange.after(everyMs, () => {
      sendAtPace(exchange, nextPiece, everyMs);
    });
  };
  if (exchange.write(piece)) goOn();
  else exchange.whenDrained(goOn);
}

/**
 * Cuts rows into pieces as a network may do: each piece ends inside a row, and
 * even inside a letter, whose second byte comes with the next piece. The last
 * piece ends with the last row.
 */
export function createRowPieces(count: number): () => Buffer | undefined {
  let sent = 0;
  let rest = Buffer.alloc(0);
  return () => {
    if (sent < count) {
      const row = Buffer.from(renderRow(sent));
      sent += 1;
      const cut = sent === count ? row.length : row.indexOf('é') + 1;
      const piece = Buffer.concat([rest, row.subarray(0, cut)]);
      rest = row.subarray(cut);
      return piece;
    }
    return undefined;
  };
}

function renderRow(index: number): string {
  const pokemon = pokedex[index % pokedex.length];
  const { id, name, heightDecimetres, weightHectograms } = pokemon ?? {};
  const row = {
    row: index + 1,
    kind: 'Pokémon',
    id,
    name,
    height: heightDecimetres,
    weight: weightHectograms,
  };
  return `${JSON.stringify(row)}\n`;
}

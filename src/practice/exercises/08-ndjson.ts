import { isDeepStrictEqual } from 'node:util';
import { Agent, request } from 'undici';
import { pokedex } from '../../lab/sites/pokedex.ts';
import type { Lab } from '../../lab/lab.ts';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
  type Outcome,
} from '../acting/outcome.ts';
import { briefTimeoutMs } from '../acting/waiting.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { abortedExactly, countOf } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';
import { idsFor, nameOf } from './pokemon.ts';

type ParseRows = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<unknown>;

interface Seen {
  /** The rows of a text, by how it was cut into chunks. */
  readonly rows: Readonly<Record<string, Outcome<unknown[]>>>;
  /** The rows that are read while the chunk after them is still to come. */
  readonly early: Outcome;
  /** Of a source whose reader leaves after its first row. */
  readonly left: { readonly wasClosed: boolean; readonly chunksTaken: number };
  /** The first rows of an answer without end, whose reader then leaves. */
  readonly served: Outcome;
}

/**
 * With letters of two, three and four bytes, and with letters that end a line
 * for some readers of lines, though not in NDJSON.
 */
const rowsOf = (seed: number) =>
  idsFor(seed, 5).map((id) => {
    const note = '{one}\u2028two\u2029three}\u0085four';
    const face = '🐭';
    return { id, name: nameOf(id), kind: 'Pokémon', price: '5 €', face, note };
  });

const textOf = (seed: number) =>
  rowsOf(seed)
    .map((row) => JSON.stringify(row))
    .join('\n');

/** One text, cut in several ways; none has a newline at its end but the last. */
const cuts = {
  'in one chunk': (text: string) => piecesOf(text, text.length * 4),
  'in chunks of 40 bytes, some of them empty': (text: string) =>
    piecesOf(text, 40).flatMap((piece) => [piece, new Uint8Array()]),
  'byte by byte': (text: string) => piecesOf(text, 1),
  'with a newline at its end': (text: string) => piecesOf(`${text}\n`, 50),
};

/** Two parsers of one module, in turn. */
const sideBySide = 'byte by byte, while another one is read';

function piecesOf(text: string, size: number): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) =>
    bytes.slice(index * size, (index + 1) * size),
  );
}

async function act(parseRows: ParseRows, { lab, seed }: Scene): Promise<Seen> {
  const text = textOf(seed);
  const rows: Record<string, Outcome<unknown[]>> = {};
  for (const [way, cut] of Object.entries(cuts)) {
    const chunks = arriving(cut(text));
    rows[way] = await outcomeOf(() => take(parseRows(chunks), Infinity));
  }
  rows[sideBySide] = await outcomeOf(async () => {
    const chunks = cuts['byte by byte'](text);
    const [one] = await Promise.all([
      take(parseRows(arriving(chunks)), Infinity),
      take(parseRows(arriving(chunks)), Infinity),
    ]);
    return one;
  });
  const early = await readEarly(parseRows, text);
  const left = await leave(parseRows, text);
  // A parser that waits for the end would never return from an endless answer.
  const isEarly =
    early.kind === 'gave' && (early.value as unknown[]).length === earlyCount;
  const served = isEarly
    ? await outcomeOf(() => readServed(parseRows, lab))
    : early;
  return { rows, early, left, served };
}

/** The chunks, each in a turn of its own. */
async function* arriving(chunks: readonly Uint8Array[]) {
  for (const chunk of chunks) {
    await Promise.resolve();
    yield chunk;
  }
}

/** The first `count` rows, or fewer; then it leaves the loop. */
async function take(
  rows: AsyncIterable<unknown>,
  count: number,
): Promise<unknown[]> {
  const taken: unknown[] = [];
  for await (const row of rows) {
    if (taken.push(row) === count) break;
  }
  return taken;
}

/** How many rows have arrived whole before the source falls silent. */
const earlyCount = 3;

/**
 * Reads from a source that falls silent: its first chunk has two rows, and
 * another one the newline of the third.
 */
async function readEarly(parseRows: ParseRows, text: string): Promise<Outcome> {
  const release = Promise.withResolvers<undefined>();
  const lines = text.split('\n');
  const [third = '', fourth = ''] = lines.slice(2);
  const encode = (part: string) => new TextEncoder().encode(part);
  async function* hold() {
    yield encode(`${lines[0]}\n${lines[1]}\n${third}`);
    yield encode('\n');
    await release.promise;
    yield encode(fourth);
  }
  const rows: unknown[] = [];
  const early = await outcomeOrWaits(
    outcomeOf(async () => {
      for await (const row of parseRows(hold())) {
        if (rows.push(row) === earlyCount) break;
      }
      return rows;
    }),
    briefTimeoutMs,
  );
  const arrived = [...rows];
  release.resolve(undefined);
  return early.kind === 'waits' ? { kind: 'gave', value: arrived } : early;
}

async function leave(parseRows: ParseRows, text: string) {
  let wasClosed = false;
  let chunksTaken = 0;
  async function* source() {
    try {
      for (const chunk of piecesOf(`${text}\n`.repeat(50), 100)) {
        await Promise.resolve();
        chunksTaken += 1;
        yield chunk;
      }
    } finally {
      wasClosed = true;
    }
  }
  await outcomeOf(() => take(parseRows(source()), 1));
  return { wasClosed, chunksTaken };
}

const servedCount = 30;

async function readServed(parseRows: ParseRows, lab: Lab): Promise<unknown[]> {
  const url = `${lab.streams}/rows?count=10000000&everyMs=0`;
  const { body } = await request(url, { dispatcher: new Agent() });
  // A body that is left open fails when the lab closes.
  body.on('error', () => undefined);
  return take(parseRows(body), servedCount);
}

/** As the lab sends them. */
const servedRows = pokedex.slice(0, servedCount).map((pokemon, index) => {
  const { id, name, heightDecimetres, weightHectograms } = pokemon;
  const size = { height: heightDecimetres, weight: weightHectograms };
  return { row: index + 1, kind: 'Pokémon', id, name, ...size };
});

/** What is wrong with rows; undefined if nothing is. */
function wrongIn(outcome: Outcome, wanted: unknown): string | undefined {
  if (outcome.kind !== 'gave') return describeOutcome(outcome);
  if (isDeepStrictEqual(outcome.value, wanted)) return undefined;
  return difference(outcome.value, wanted);
}

export const exercise = defineExercise({
  id: '08-ndjson',
  name: 'parseRows',
  runs: runsOf({ deadlineMs: 20_000 }),
  act,
  rules: [
    holds<Seen>(
      'rows',
      'every row, complete and in order, wherever the chunks end',
      ({ seed, value }) => {
        const ways = Object.entries(value.rows);
        for (const [way, outcome] of ways) {
          const wrong = wrongIn(outcome, rowsOf(seed));
          if (wrong === undefined) continue;
          return {
            seen: `from a text ${way}: ${wrong}`,
            suggests: advice(way, outcome),
          };
        }
        return undefined;
      },
    ),
    holds<Seen>(
      'early',
      'each row as soon as its newline has arrived, before the next chunk',
      ({ seed, value: { early } }) => {
        const wrong = wrongIn(early, rowsOf(seed).slice(0, earlyCount));
        if (wrong === undefined) return undefined;
        return {
          seen: wrong,
          suggests:
            'A reader would wait for rows that have already arrived. Yield every row whose newline is there before you ask for the next chunk: one chunk may hold several rows.',
        };
      },
    ),
    holds<Seen>(
      'stops',
      'a source that is closed when its reader leaves after the first row',
      ({ value: { left } }) => {
        if (left.wasClosed) return undefined;
        return {
          seen: `a source still open, with ${countOf(left.chunksTaken, 'chunk')} taken from it`,
          suggests:
            'A for await loop closes its source however you leave it. If you call next() by hand, call return() in a finally block.',
        };
      },
    ),
    holds<Seen>(
      'served',
      'the first rows of an endless answer',
      ({ value: { served } }) => {
        const wrong = wrongIn(served, servedRows);
        if (wrong === undefined) return undefined;
        return {
          seen: wrong,
          suggests:
            'A response body is a source of chunks like any other: parse it in the same way.',
        };
      },
    ),
    abortedExactly(
      1,
      'The server keeps sending as long as the body is open. Leaving a for await loop over the body closes it.',
      'streams',
    ),
  ],
});

function advice(way: string, { kind }: Outcome): string {
  if (way === sideBySide) {
    return 'A variable of the module is shared by all texts that are read at the same time. Keep the decoder and the unfinished text inside parseRows.';
  }
  if (way.endsWith('at its end')) {
    return 'The text after the last newline is empty here: do not parse it as a row.';
  }
  if (way === 'in one chunk' && kind === 'threw') {
    return 'A line ends with "\\n" and with nothing else. Other letters that may end a line elsewhere, such as U+2028, are part of the text here.';
  }
  return way === 'in one chunk'
    ? 'The text may end without a newline: what is left at the end is the last row.'
    : 'A chunk may end inside a row, and even inside a letter. Keep the unfinished text for the next chunk, and decode with { stream: true }, so that TextDecoder keeps the unfinished bytes.';
}

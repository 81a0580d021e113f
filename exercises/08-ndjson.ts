/**
 * # Rows as they come
 *
 * NDJSON has one JSON object on each line. Write `parseRows`, an async
 * generator: it reads the chunks of such a text, as a body provides them, and
 * yields its rows.
 *
 * - A chunk ends anywhere: inside a row, and even inside a letter of several
 *   bytes. The text is UTF-8.
 * - A line ends with a newline, `\n`, and with nothing else. After the last
 *   line, there may be a newline or none.
 * - Each row is yielded as soon as its newline is there; nothing waits for the
 *   next chunk, or for the end, which may never come.
 * - A reader that has seen enough leaves the loop. Then the source of the
 *   chunks is closed too, and its server stops.
 */

/** An object with any properties. */
export type Row = Record<string, unknown>;

/** Yields the rows of a text with a JSON object on each line, as they come. */
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Row> {
  // TODO: put the rows together again, and yield each when it is whole.
  throw new Error('Not written yet: parseRows.');
}

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
 *
 * @minutes 10
 * @hint Two things must be kept from chunk to chunk: the bytes of an unfinished
 *   letter, and the text of an unfinished row.
 * @hint `new TextDecoder()` keeps the bytes if you say `{ stream: true }`.
 *   Split the text at newlines: what comes after the last one is for later,
 *   or for the end. A `for await` over the chunks closes them by itself.
 * @hint `const lines = (rest + decoder.decode(chunk, { stream: true }))
 *   .split('\n')`, then `rest = lines.pop() ?? ''`, and
 *   `yield JSON.parse(line)` for each of the others; after the loop for `rest`,
 *   if there is any.
 */

/** An object with any properties. */
export type Row = Record<string, unknown>;

/** Yields the rows of a text with a JSON object on each line, as they come. */
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Row> {
  // #region solution
  // TODO: put the rows together again, and yield each when it is whole.
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Row;
  }
  if (rest !== '') yield JSON.parse(rest) as Row;
  // #endregion solution
}

// fails: rows
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

/** For readline, some letters end a line that JSON allows in a string. */
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  const input = Readable.from(chunks);
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line) yield JSON.parse(line);
    }
  } finally {
    input.destroy();
  }
}

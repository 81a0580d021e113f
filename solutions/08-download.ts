/**
 * # A download in constant memory
 *
 * Write `download`: it writes the body of the answer from a URL into a sink, as
 * the body arrives, and reports its progress. A sink is any `Writable`, such as
 * the one that `createWriteStream('file.bin')` returns. The file may be larger
 * than your memory.
 *
 * - The sink sets the pace. As long as it takes nothing, the server has to
 *   wait, and you hold no more than a few chunks.
 * - With each chunk, `onProgress(bytes, totalBytes)` is called: how many bytes
 *   have come so far, and how many there will be according to
 *   `content-length`.
 * - `download` is done when the sink is finished, that is, when all is written.
 * - When anything fails, `download` throws: when no answer comes, when the body
 *   is cut off, when the sink fails, or when the status is not 200. With a
 *   status other than 200, nothing is written. By the time it throws, the sink
 *   is destroyed, and no server is left sending.
 *
 * @minutes 20
 * @hint `pipeline` of `node:stream/promises` does three of these: pace, end
 *   and failure. Where do the chunks pass, so that you can count them? And
 *   what can fail before there is a pipeline?
 * @hint Between body and sink, `pipeline` takes an async generator, which
 *   gets the chunks and yields them on: lesson 08 counts in one. What fails
 *   earlier (no answer, a bad status) never reaches the pipeline: there,
 *   call `sink.destroy()` yourself.
 * @hint `await pipeline(body, count, sink)` with `async function* count(chunks:
 *   AsyncIterable<Buffer>) { for await (const chunk of chunks) { …; yield
 *   chunk; } }`, all of it inside `try`. A body that you do not want to read is
 *   ended by `await body.dump()`.
 */
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';

/** Writes the body from a URL into a sink, at the sink's own pace. */
export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  // #region solution
  // TODO: check the status, count the chunks, and write them into the sink.
  try {
    const { statusCode, headers, body } = await request(url);
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`Status ${statusCode} for ${url}`);
    }
    const totalBytes = Number(headers['content-length']);
    let bytes = 0;
    async function* count(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        onProgress(bytes, totalBytes);
        yield chunk;
      }
    }
    await pipeline(body, count, sink);
  } catch (error) {
    sink.destroy();
    throw error;
  }
  // #endregion solution
}

/**
 * # A download in constant memory
 *
 * Write `download`: it writes the body at a URL into a sink, as it arrives,
 * and reports its progress. A sink is any `Writable`, such as the one that
 * `createWriteStream('file.bin')` gives. The file may be larger than your
 * memory.
 *
 * - The sink sets the pace. As long as it takes nothing, the server has to
 *   wait, and you hold no more than a few chunks.
 * - With each chunk, `onProgress(bytes, totalBytes)` is called: how many bytes
 *   have come so far, and how many there will be by `content-length`.
 * - `download` is done when the sink is finished, that is, all is written.
 * - When anything fails, it throws: when the body is cut off, when the sink
 *   fails, or when the status is not 200; then nothing is written. By the time
 *   it throws, the sink is destroyed, and no server goes on sending.
 *
 * @minutes 15
 * @hint `pipeline` of `node:stream/promises` does three of these: pace, end
 *   and failure. Where do the chunks pass, so that you can count them?
 * @hint Between body and sink, `pipeline` takes an async generator, which
 *   gets the chunks and yields them on: lesson 08 counts in one. A bad status
 *   comes before any pipeline: call `sink.destroy()` yourself there.
 * @hint `await pipeline(body, count, sink)` with `async function*
 *   count(chunks: AsyncIterable<Buffer>) { for await (const chunk of chunks) {
 *   …; yield chunk; } }`.
 */
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';

/** Sends the body at a URL into a sink, at the sink's own pace. */
export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  // #region solution
  // TODO: check the status, count the chunks, and write them into the sink.
  const { statusCode, headers, body } = await request(url);
  if (statusCode !== 200) {
    sink.destroy();
    await body.dump();
    throw new Error(`Status ${statusCode} for ${url}`);
  }
  const totalBytes = Number(headers['content-length']);
  async function* count(chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      onProgress(bytes, totalBytes);
      yield chunk;
    }
  }
  await pipeline(body, count, sink);
  // #endregion solution
}

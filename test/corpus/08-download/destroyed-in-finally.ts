// passes
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';

/** Writes the body from a URL into a sink, at the sink's own pace. */
export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
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
  } finally {
    sink.destroy();
  }
}

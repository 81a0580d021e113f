// fails: backpressure
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';

export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  try {
    const { statusCode, headers, body } = await request(url);
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`Status ${statusCode}`);
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
    const buffer = new PassThrough({ highWaterMark: 16_000_000 });
    await pipeline(body, count, buffer, sink);
  } catch (error) {
    sink.destroy();
    throw error;
  }
}

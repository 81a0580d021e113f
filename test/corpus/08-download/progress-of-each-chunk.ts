// fails: progress
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';

export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  const { statusCode, headers, body } = await request(url);
  if (statusCode !== 200) {
    sink.destroy();
    await body.dump();
    throw new Error(`Status ${statusCode}`);
  }
  const totalBytes = Number(headers['content-length']);
  async function* count(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      onProgress(chunk.length, totalBytes);
      yield chunk;
    }
  }
  await pipeline(body, count, sink);
}

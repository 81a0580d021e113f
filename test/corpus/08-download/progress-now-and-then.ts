// fails: progress
import type { Writable } from 'node:stream';
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
    let calls = 0;
    async function* count(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        calls += 1;
        const isOver = bytes === totalBytes;
        if (isOver || calls % 10 === 0) onProgress(bytes, totalBytes);
        yield chunk;
      }
    }
    await pipeline(body, count, sink);
  } catch (error) {
    sink.destroy();
    throw error;
  }
}

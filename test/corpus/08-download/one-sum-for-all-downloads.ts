// fails: progress
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';
let bytes = 0;
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
    const total = Number(headers['content-length']);
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          onProgress(bytes, total);
          yield chunk;
        }
      },
      sink,
    );
  } catch (error) {
    sink.destroy();
    throw error;
  }
}

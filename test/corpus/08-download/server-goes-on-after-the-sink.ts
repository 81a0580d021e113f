// fails: aborted
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
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
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      onProgress(bytes, totalBytes);
    });
    // Ends the sink when the body fails, but not the body when the sink does.
    body.on('error', () => sink.destroy());
    body.pipe(sink);
    await finished(sink);
  } catch (error) {
    sink.destroy();
    throw error;
  }
}

// fails: broken-body
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
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
  let bytes = 0;
  body.on('error', () => undefined);
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    onProgress(bytes, totalBytes);
  });
  body.pipe(sink);
  await finished(sink);
}

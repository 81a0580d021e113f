// fails: backpressure
import { Readable, type Writable } from 'node:stream';
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
  const whole = Buffer.from(await body.arrayBuffer());
  const chunks: Buffer[] = [];
  for (let at = 0; at < whole.length; at += 65_536) {
    chunks.push(whole.subarray(at, at + 65_536));
    onProgress(Math.min(whole.length, at + 65_536), totalBytes);
  }
  await pipeline(Readable.from(chunks), sink);
}

// fails: broken-body
import { once } from 'node:events';
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
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    onProgress(bytes, totalBytes);
    if (!sink.write(chunk)) await once(sink, 'drain');
  }
  sink.end();
  await finished(sink);
}

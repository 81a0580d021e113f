// passes
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { request } from 'undici';

export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  const failure = new Promise<never>((_, reject) => {
    sink.once('error', reject);
  });
  failure.catch(() => undefined);
  const abort = new AbortController();
  try {
    const { signal } = abort;
    const { statusCode, headers, body } = await request(url, { signal });
    if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
    const totalBytes = Number(headers['content-length']);
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      const hasRoom = sink.write(chunk);
      bytes += chunk.length;
      onProgress(bytes, totalBytes);
      if (!hasRoom) await Promise.race([once(sink, 'drain'), failure]);
    }
    sink.end();
    await finished(sink);
  } catch (error) {
    sink.destroy();
    abort.abort();
    throw error;
  }
}

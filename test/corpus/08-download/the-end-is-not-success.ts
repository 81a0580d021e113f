// fails: failing-sink
import type { Writable } from 'node:stream';
import { once } from 'node:events';
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
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      onProgress(bytes, totalBytes);
      if (!sink.write(chunk)) await once(sink, 'drain');
      if (sink.errored) throw sink.errored;
    }
    // The callback is called with an error, too, and ignores it.
    await new Promise<void>((resolve) => {
      sink.end(() => {
        resolve();
      });
    });
  } catch (error) {
    sink.destroy();
    throw error;
  }
}

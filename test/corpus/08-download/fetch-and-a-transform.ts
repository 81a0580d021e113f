// passes
import { Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fetch } from 'undici';

export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  try {
    const response = await fetch(url);
    if (response.status !== 200 || !response.body) {
      await response.body?.cancel();
      throw new Error(response.statusText);
    }
    const totalBytes = Number(response.headers.get('content-length'));
    let bytes = 0;
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        onProgress(bytes, totalBytes);
        done(null, chunk);
      },
    });
    await pipeline(Readable.fromWeb(response.body), counter, sink);
  } catch (error) {
    sink.destroy();
    throw error;
  }
}

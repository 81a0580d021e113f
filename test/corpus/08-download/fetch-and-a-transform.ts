// passes
import { Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fetch } from 'undici';

export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  const response = await fetch(url);
  const totalBytes = Number(response.headers.get('content-length'));
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onProgress(bytes, totalBytes);
      done(null, chunk);
    },
  });
  if (!response.ok || !response.body) {
    sink.destroy();
    throw new Error(response.statusText);
  }
  await pipeline(Readable.fromWeb(response.body), counter, sink);
}

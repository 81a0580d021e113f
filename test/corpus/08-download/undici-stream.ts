// passes
import { Transform, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { stream } from 'undici';

export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  try {
    let done: Promise<unknown> | undefined;
    await stream(url, { method: 'GET' }, ({ statusCode, headers }) => {
      if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
      const { 'content-length': length } = headers as Record<string, string>;
      let bytes = 0;
      const counter = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          bytes += chunk.length;
          onProgress(bytes, Number(length));
          next(null, chunk);
        },
      });
      done = pipeline(counter, sink);
      done.catch((error: unknown) => counter.destroy(error as Error));
      return counter;
    });
    await done;
    await finished(sink);
  } catch (error) {
    sink.destroy();
    throw error;
  }
}

// passes
import { get, type IncomingMessage } from 'node:http';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { once } from 'node:events';
export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  const asked = get(url);
  try {
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    if (answer.statusCode !== 200) {
      throw new Error(`Status ${answer.statusCode}`);
    }
    let bytes = 0;
    const total = Number(answer.headers['content-length']);
    const counter = new Transform({
      highWaterMark: 1,
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.byteLength;
        onProgress(bytes, total);
        done(null, chunk);
      },
    });
    await pipeline(answer, counter, sink);
  } catch (error) {
    asked.destroy();
    sink.destroy();
    throw error;
  }
}

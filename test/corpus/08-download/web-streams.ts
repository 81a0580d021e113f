// passes
import { Writable } from 'node:stream';

export async function download(
  url: string,
  sink: Writable,
  onProgress: (bytes: number, totalBytes: number) => void,
): Promise<void> {
  const abort = new AbortController();
  try {
    const response = await fetch(url, { signal: abort.signal });
    const { status, body, headers } = response;
    if (status !== 200 || !body) throw new Error(`Status ${status}`);
    const totalBytes = Number(headers.get('content-length'));
    let bytes = 0;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length;
        onProgress(bytes, totalBytes);
        controller.enqueue(chunk);
      },
    });
    const target = Writable.toWeb(sink) as WritableStream<Uint8Array>;
    await body.pipeThrough(counter).pipeTo(target);
  } catch (error) {
    abort.abort();
    sink.destroy();
    throw error;
  }
}

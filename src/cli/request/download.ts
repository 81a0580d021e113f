import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { canDraw, createScreen } from '../../command/screen.ts';
import { openTarget } from './download-file.ts';
import { renderProgress } from './progress.ts';

/** Often enough to look alive. */
const frameIntervalMs = 100;

/**
 * Saves a body, with a progress bar where standard error is a terminal.
 * @param totalBytes the length that the server announced, if it did
 * @returns how many bytes there were
 * @throws what reading the body throws, and WorkError if writing fails
 */
export async function download(
  body: Readable,
  path: string,
  totalBytes: number | undefined,
): Promise<number> {
  const target = await openTarget(path);
  let bytes = 0;
  const stopDrawing = draw(() => ({ bytes, totalBytes }));
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  try {
    await pipeline(body, counted, target.stream);
    await target.keep();
    return bytes;
  } catch (error) {
    await target.discard();
    throw target.explain(error);
  } finally {
    stopDrawing();
  }
}

interface Count {
  readonly bytes: number;
  readonly totalBytes: number | undefined;
}

/** Draws until the function that it returns is called. */
function draw(count: () => Count): () => void {
  if (!canDraw(process.stderr, 1)) return () => undefined;
  const screen = createScreen(process.stderr);
  const startedMs = performance.now();
  const timer = setInterval(() => {
    const seconds = (performance.now() - startedMs) / 1000;
    screen.draw([renderProgress({ ...count(), seconds }, screen)]);
  }, frameIntervalMs);
  return () => {
    clearInterval(timer);
    screen.clear();
  };
}

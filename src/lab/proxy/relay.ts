import type { Readable, Writable } from 'node:stream';

/** Passes on all bytes and counts them; where one end closes, so does the other. */
export function relay(
  from: Readable,
  to: Writable,
  count: (bytes: number) => void,
): void {
  from.on('data', (chunk: Buffer) => {
    count(chunk.length);
  });
  // Each end sees for itself that the other broke off, and why.
  from.on('error', () => to.destroy());
  from.once('close', () => {
    if (!from.readableEnded) to.destroy();
  });
  from.pipe(to);
}

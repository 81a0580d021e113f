import { unpack } from './unpack.ts';

type Stream = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** A body, and why it is not, or not all of, what the server has. */
interface Body {
  readonly body: Uint8Array;
  readonly problem?: string;
}

/** How much of one answer is read: a page may have no end. */
const mostBytes = 8 * 1024 * 1024;

const nothing = new Uint8Array();

/** Reads a body until it is clear that it is too long; the rest is not fetched. */
async function firstBytes(body: Stream): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(chunks);
}

/** Returns a body, or as much of it as can be read, and what is wrong with it. */
export async function readBody(
  stream: Stream,
  { 'content-encoding': encodings = '' }: Headers,
): Promise<Body> {
  const packed = await firstBytes(stream);
  const problem = 'only its first 8 MiB were read';
  try {
    const first = packed.subarray(0, mostBytes);
    const body = await unpack(first, String(encodings), mostBytes);
    return packed.length > mostBytes ? { body, problem } : { body };
  } catch (error) {
    return { body: nothing, problem: (error as Error).message };
  }
}

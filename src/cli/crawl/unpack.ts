import { promisify } from 'node:util';
import {
  brotliDecompress,
  gunzip,
  inflate,
  inflateRaw,
  zstdDecompress,
} from 'node:zlib';

type Unpack = (
  packed: Uint8Array,
  limit: { readonly maxOutputLength: number },
) => Promise<Uint8Array>;

/** Some servers leave out the two bytes with which deflate begins. */
const unpackDeflate: Unpack = (packed, limit) => {
  const isWhole = ((packed[0] ?? 0) & 0x0f) === 8;
  return promisify(isWhole ? inflate : inflateRaw)(packed, limit);
};

const unpackers = new Map<string, Unpack>([
  ['identity', (packed) => Promise.resolve(packed)],
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', unpackDeflate],
  ['br', promisify(brotliDecompress)],
  ['zstd', promisify(zstdDecompress)],
]);

/** @throws Error that names the encoding if it is unknown or is not what it says */
async function undo(name: string, packed: Uint8Array, mostBytes: number) {
  const unpacker = unpackers.get(name || 'identity');
  if (!unpacker) throw new Error(`its content encoding ${name} is unknown`);
  try {
    return await unpacker(packed, { maxOutputLength: mostBytes });
  } catch (cause) {
    throw new Error(`its ${name} could not be unpacked`, { cause });
  }
}

/**
 * Undoes content encodings, the last one first.
 * @throws Error in words that complete "It was not read: …"
 */
export async function unpack(
  packed: Uint8Array,
  encodings: string,
  mostBytes: number,
): Promise<Uint8Array> {
  let body = packed;
  for (const name of encodings
    .toLowerCase()
    .split(/[\s,]+/)
    .reverse()) {
    body = await undo(name, body, mostBytes);
  }
  return body;
}

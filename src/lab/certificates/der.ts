/**
 * The few kinds of DER (ITU-T X.690) values that a certificate consists of:
 * each is a tag, a length and the content.
 */
export function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
}

/** A length up to 127 is one byte; a longer one follows the number of its bytes. */
function length(count: number): Buffer {
  if (count < 0x80) return Buffer.from([count]);
  const digits = count.toString(16);
  const bytes = Buffer.from(
    digits.padStart(evenAbove(digits.length), '0'),
    'hex',
  );
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function evenAbove(count: number): number {
  return count + (count % 2);
}

/** A SEQUENCE: its parts in order. */
export function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

/** A SET: its parts in any order. */
export function set(...parts: readonly Buffer[]): Buffer {
  return tagged(0x31, ...parts);
}

/** A number of 0 or more, given as its bytes. */
export function integer(bytes: Buffer): Buffer {
  // A first bit of 1 would make it negative.
  const isNegative = (bytes[0] ?? 0) >= 0x80;
  return tagged(0x02, ...(isNegative ? [Buffer.from([0])] : []), bytes);
}

/** A BIT STRING; the last byte may have unused bits. */
export function bits(content: Buffer, unusedBits = 0): Buffer {
  return tagged(0x03, Buffer.from([unusedBits]), content);
}

/** An OCTET STRING. */
export function octets(content: Buffer): Buffer {
  return tagged(0x04, content);
}

/** The BOOLEAN true. */
export const yes = tagged(0x01, Buffer.from([0xff]));

/** A UTF8String. */
export function text(content: string): Buffer {
  return tagged(0x0c, Buffer.from(content));
}

/** A time of this century's first half, to the second. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/\..*|\D/g, '');
  return tagged(0x17, Buffer.from(`${digits.slice(2)}Z`));
}

/** An object identifier, such as `2.5.29.17`. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(
    0x06,
    Buffer.from([first * 40 + second, ...rest.flatMap(base128)]),
  );
}

/** Seven bits a byte; all but the last byte have their first bit set. */
function base128(arc: number): number[] {
  const bytes = [arc & 0x7f];
  for (let left = arc >> 7; left > 0; left >>= 7) {
    bytes.unshift(0x80 | (left & 0x7f));
  }
  return bytes;
}

/**
 * Jupyter's protocol counts code points, JavaScript the two halves of an
 * emoji: these tell the one from the other.
 */

/** Returns the offset in a text at which so many code points end. */
export function offsetOfCodePoint(text: string, count: number): number {
  let offset = 0;
  for (let left = count; left > 0 && offset < text.length; left -= 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** Returns how many code points stand before an offset of a text. */
export function codePointsBefore(text: string, offset: number): number {
  return Array.from(text.slice(0, offset)).length;
}

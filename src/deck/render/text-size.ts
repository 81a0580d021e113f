/** From the largest that is calm to the smallest of the deck, in px. */
const sizes = [64, 58, 52, 48, 44];

/** What a slide has below its heading, and across. */
const roomPx = 720;
const widthPx = 1500;

/** What decides on a slide's room by itself, or has a layout of its own. */
const hasOther = /<(?:figure|div|svg|blockquote|h1|h3)\b/;

/**
 * The size of a slide's text, if text is all that it has: as large as lets it
 * fit, by an estimate of its lines that is rather too high.
 */
export function textSizePx(html: string): number | undefined {
  if (hasOther.test(html)) return undefined;
  const blocks = [...html.matchAll(/<(p|li|tr)\b[^>]*>([\s\S]*?)<\/\1>/g)]
    .map(([, , inner]) => inner?.replace(/<[^>]*>/g, '').trim() ?? '')
    .filter((text) => text !== '');
  if (blocks.length === 0) return undefined;
  const heightPx = (size: number) =>
    blocks
      .map((text) => Math.ceil((text.length * size * 0.52) / widthPx))
      .reduce((sum, lines) => sum + lines * size * 1.4 + 30, 0);
  return sizes.find((size) => heightPx(size) <= roomPx) ?? sizes.at(-1);
}

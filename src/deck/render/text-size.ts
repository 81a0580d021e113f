/** From the largest that looks calm to the smallest of the deck, in px. */
const sizes = [64, 58, 52, 48, 44];

/** What a slide has below its heading, and across. */
const roomPx = 720;
const widthPx = 1500;

/**
 * The size of a slide's text, where text is all that it shows: the largest at
 * which it fits, by an estimate of its lines that is rather too high. Gives
 * undefined where there is no text.
 */
export function textSizePx(words: readonly string[]): number | undefined {
  const texts = words.filter((text) => text.trim() !== '');
  if (texts.length === 0) return undefined;
  const heightPx = (size: number) =>
    texts
      .map((text) => Math.ceil((text.length * size * 0.52) / widthPx))
      .reduce((sum, lines) => sum + lines * size * 1.4 + 30, 0);
  return sizes.find((size) => heightPx(size) <= roomPx) ?? sizes.at(-1);
}

import stringWidth from 'string-width';

/** How many of a terminal's columns a text takes: 日 takes two. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** The most columns that one of some texts takes. */
export function widestOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(columnsOf));
}

/** Like `padEnd`, but counts columns. */
export function padEndTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Like `padStart`, but counts columns. */
export function padStartTo(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The end of a text in at most `columns`, after a `…` where it is not all. */
export function keepEndColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  for (const { segment } of [...graphemes.segment(text)].reverse()) {
    if (columnsOf(segment + kept) > columns - 1) break;
    kept = segment + kept;
  }
  return `…${kept}`;
}

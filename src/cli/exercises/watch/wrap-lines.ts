import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from '../../../command/columns.ts';

/** What a line that goes on begins with. */
const goesOn = '  ↪ ';

/**
 * Breaks lines that are wider than the screen, so that nothing of them is lost.
 * The parts of a coloured line have its colour.
 */
export function wrapLines(
  lines: readonly string[],
  columns: number,
): readonly string[] {
  const width = Math.max(columns, 10);
  return lines.flatMap((line) => {
    const text = stripVTControlCharacters(line);
    if (columnsOf(text) <= width) return [line];
    const at = line.indexOf(text);
    const [start, end] = [line.slice(0, at), line.slice(at + text.length)];
    return partsOf(text, width).map((part) => start + part + end);
  });
}

function partsOf(text: string, width: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (columnsOf(part + segment) > width) {
      parts.push(part);
      part = goesOn;
    }
    part += segment;
  }
  return [...parts, part];
}

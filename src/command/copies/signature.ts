import { createHash } from 'node:crypto';

/** Returns a short hash of a text. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * Returns a hash of what a person has written in a file; undefined if the file
 * is damaged. In a notebook that is the source of its cells: running it changes
 * outputs and counts, and adds an empty cell at the end.
 */
export function signatureOf(name: string, text: string): string | undefined {
  const plain = text.replaceAll('\r\n', '\n');
  if (plain.trim() === '' || plain.includes('\0')) return undefined;
  if (!name.endsWith('.ipynb')) return hashText(plain);
  const written = writtenCells(plain);
  return written && hashText(JSON.stringify(written));
}

interface Cell {
  cell_type?: unknown;
  source?: unknown;
}

function writtenCells(text: string): unknown[] | undefined {
  let notebook: unknown;
  try {
    notebook = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { cells } = (notebook ?? {}) as { cells?: unknown };
  if (!Array.isArray(cells)) return undefined;
  return (cells as (Cell | null)[])
    .map((cell) => [cell?.cell_type, sourceText(cell?.source)] as const)
    .filter(([, source]) => source.trim() !== '');
}

function sourceText(source: unknown): string {
  if (Array.isArray(source)) return source.join('').replaceAll('\r\n', '\n');
  return typeof source === 'string' ? source : '';
}

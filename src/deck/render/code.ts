import { extname } from 'node:path';
import type { Region } from '../source/region.ts';
import type { Highlight } from './highlight.ts';
import { element } from '../../trace/render/svg.ts';

interface CodeOptions {
  /** What a screen reader calls it, and a small line below it. */
  readonly file: string;
  readonly highlight: Highlight;
  /** The most lines and columns of all versions, so that none changes size. */
  readonly room?: Room;
  /** A line's id, the same in the next version where the line is the same. */
  readonly ids?: readonly string[];
  /** Which lines the version before did not have. */
  readonly isNew?: readonly boolean[];
}

export interface Room {
  readonly lines: number;
  readonly columns: number;
}

/** The room that some code needs. */
export function roomFor(versions: readonly (readonly string[])[]): Room {
  return {
    lines: Math.max(...versions.map((lines) => lines.length)),
    columns: Math.max(...versions.flat().map((line) => line.length)),
  };
}

/**
 * Code as a figure. Each step of it is a fragment that says which lines it
 * lights: numbers from 0, between spaces.
 */
export function renderCode(
  region: Region,
  steps: readonly string[],
  options: CodeOptions,
): string {
  const { file, highlight, ids, isNew } = options;
  const room = options.room ?? roomFor([region.lines]);
  const language = extname(file).slice(1);
  const lines = highlight(region.lines, language).map((html, index) =>
    element(
      'span',
      {
        class: isNew?.[index] ? 'line new' : 'line',
        'data-id': ids?.[index],
      },
      html === '' ? '&#8203;' : html,
    ),
  );
  const lit = steps.map((step) =>
    element('span', {
      class: 'fragment code-step',
      'data-step': step,
      'data-lines': litLines(region, step),
    }).replace('/>', '></span>'),
  );
  return element(
    'figure',
    {
      class: steps.length > 0 ? 'code stepped' : 'code',
      style: `--lines:${room.lines};--columns:${room.columns}`,
    },
    element(
      'pre',
      { 'data-id': ids && 'code' },
      element('code', {}, lines.join('')),
    ),
    element('figcaption', { 'data-id': ids && 'file' }, file),
    lit.join(''),
  );
}

function litLines(region: Region, step: string): string {
  const part = region.parts.get(step);
  if (!part) return '';
  return Array.from({ length: part.length }, (_, index) => part.from + index)
    .filter((line) => region.lines[line]?.trim() !== '')
    .join(' ');
}

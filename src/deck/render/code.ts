import { extname } from 'node:path';
import stringWidth from 'string-width';
import type { Region } from '../source/region.ts';
import type { Highlight } from './highlight.ts';
import { element } from '../../trace/render/svg.ts';

interface CodeOptions {
  /** Its name, in a small line below it. */
  readonly file: string;
  readonly highlight: Highlight;
  /** Room for the largest of all versions, so that the figure keeps its size. */
  readonly room?: Room;
  /** A line's id, the same in the next version where the line is the same. */
  readonly ids?: readonly string[];
  /** The lines as HTML, where they are not just highlighted. */
  readonly html?: readonly string[];
  /** Which lines are not in the version before. */
  readonly isNew?: readonly boolean[];
}

/** How many lines and columns there are. */
export interface Room {
  readonly lines: number;
  readonly columns: number;
}

/** The room that the largest of some versions of code needs. */
export function roomFor(versions: readonly (readonly string[])[]): Room {
  return {
    lines: Math.max(...versions.map((lines) => lines.length)),
    columns: Math.max(...versions.flat().map((line) => stringWidth(line))),
  };
}

/**
 * Renders code as a figure. Each step is a fragment that lists the lines it
 * highlights: numbers from 0, separated by spaces.
 */
export function renderCode(
  region: Region,
  steps: readonly string[],
  options: CodeOptions,
): string {
  const { file, highlight, ids, isNew } = options;
  const room = options.room ?? roomFor([region.lines]);
  const language = extname(file).slice(1);
  const written = options.html ?? highlight(region.lines, language);
  const lines = written.map((html, index) =>
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

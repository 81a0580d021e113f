import { extname } from 'node:path';
import stringWidth from 'string-width';
import { element } from '../../trace/render/svg.ts';
import type { Highlight } from './highlight.ts';

const mark = /^\s*\/\/ #(?:end)?region\b/;

/**
 * Renders a whole program with numbered lines, too small to be read: the lines
 * of the current step are as large as other code, and the rest keeps its shape.
 * Each step is the lines that contain some words.
 * @throws Error, its message one sentence, for words in none of the lines
 */
export function renderListing(
  text: string,
  file: string,
  steps: readonly string[],
  highlight: Highlight,
): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .filter((line) => !mark.test(line));
  const rows = highlight(lines, extname(file).slice(1)).map((html, index) => {
    const number = element('i', {}, String(index + 1));
    return element('span', { class: 'row' }, number, html || '&#8203;');
  });
  const columns = Math.max(...lines.map((line) => stringWidth(line)));
  const marks = steps.map((words) => renderStep(lines, words));
  return element(
    'figure',
    {
      class: 'listing stepped',
      style: `--lines:${lines.length};--columns:${columns}`,
    },
    element('pre', {}, element('code', {}, rows.join(''))),
    element('figcaption', {}, file),
    marks.join(''),
  );
}

function renderStep(lines: readonly string[], words: string): string {
  const lit = lines.flatMap((line, index) =>
    line.includes(words) ? [index] : [],
  );
  if (lit.length === 0) throw new Error(`has no line with "${words}".`);
  return `<span class="fragment code-step" data-lines="${lit.join(' ')}"></span>`;
}

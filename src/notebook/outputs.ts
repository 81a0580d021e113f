import { inspect } from 'node:util';
import { escapeText } from '../trace/render/svg.ts';
import { describeTrace, renderTraceTable } from '../trace/render/table.ts';
import { renderWaterfallText } from '../trace/render/text.ts';
import { renderTraceFigure } from '../trace/render/trace-figure.ts';
import type { Trace } from '../trace/trace.ts';
import type { Verdict } from './prediction.ts';
import type { Output } from './publish.ts';

/** A trace as a picture, its numbers folded away below, and as text. */
export function traceOutput(trace: Trace, name: string): Output {
  return {
    html: `<div>${renderTraceFigure(trace, { name })}${fold('The same in numbers', renderTraceTable(trace))}</div>`,
    text: [
      `${name}: ${describeTrace(trace)}`,
      renderWaterfallText(trace, { columns: 80, colour: false }),
    ].join('\n'),
  };
}

/** A predicted number a row: what was guessed, what was measured. */
export function verdictOutput(verdicts: readonly Verdict[]): Output {
  return tableOutput(
    verdicts.map(({ what, guessed, measured, comment }) => ({
      'your prediction': what,
      guessed,
      measured,
      '': comment,
    })),
  );
}

/** Objects with the same keys as a table, a row each. */
export function tableOutput(rows: readonly object[]): Output {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const table = rows.map((row) =>
    names.map((name) => cellText((row as Record<string, unknown>)[name])),
  );
  return {
    html: `<table><thead>${htmlRow('th', names)}</thead><tbody>${table.map((cells) => htmlRow('td', cells)).join('')}</tbody></table>`,
    text: alignedText([names, ...table]),
  };
}

/** Plain words, in whichever form is shown. */
export function wordsOutput(words: string): Output {
  return { html: `<p>${escapeText(words)}</p>`, text: words };
}

/** Several outputs as one, under each other. */
export function stackOutputs(outputs: readonly Output[]): Output {
  return {
    html: outputs.map(({ html }) => html).join(''),
    text: outputs.map(({ text }) => text).join('\n'),
  };
}

function fold(summary: string, html: string): string {
  return `<details><summary>${summary}</summary>${html}</details>`;
}

function htmlRow(tag: 'th' | 'td', cells: readonly string[]): string {
  const inside = cells.map(
    (cell) => `<${tag} style="text-align:left">${escapeText(cell)}</${tag}>`,
  );
  return `<tr>${inside.join('')}</tr>`;
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(Number(value.toFixed(2)));
  return typeof value === 'string' ? value : inspect(value);
}

function alignedText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

import { inspect } from 'node:util';
import stringWidth from 'string-width';
import { escapeText } from '../trace/render/svg.ts';
import { describeTrace, renderTraceTable } from '../trace/render/table.ts';
import { renderWaterfallText } from '../trace/render/text.ts';
import { renderTraceFigure } from '../trace/render/trace-figure.ts';
import { durationLike } from '../trace/render/words.ts';
import type { Trace } from '../trace/trace.ts';
import { describeError, isError } from './describe-error.ts';
import { withExplorer } from './explorer.ts';
import type { Measurement } from './measurement.ts';
import type { PredictionResult } from './prediction.ts';
import type { Output } from './publish.ts';

/** A trace as a picture that answers, its numbers in a fold below, and as text. */
export function traceOutput(trace: Trace, name: string): Output {
  const picture = renderTraceFigure(trace, { name, brief: true });
  return outputAround(withExplorer(picture, trace, name), trace, name);
}

/** The same for a moment: as a picture alone, since the next one is on its way. */
export function frameOutput(trace: Trace, name: string): Output {
  return outputAround(renderTraceFigure(trace, { name }), trace, name);
}

function outputAround(picture: string, trace: Trace, name: string): Output {
  const table = fold('The same in numbers', renderTraceTable(trace));
  return {
    html: `<div>${picture}${table}</div>`,
    text: [
      `${name}: ${describeTrace(trace)}`,
      renderWaterfallText(trace, { columns: 80, colour: false }),
    ].join('\n'),
  };
}

/** A table with a row for each prediction: what was guessed and measured. */
export function predictionOutput(results: readonly PredictionResult[]): Output {
  return tableOutput(
    results.map(({ what, guessed, measured, comment }) => ({
      'your prediction': what,
      guessed,
      measured,
      '': comment,
    })),
  );
}

/** A measurement's trace, then what its repeats and the model say in words. */
export function measurementOutput(measurement: Measurement): Output {
  const remarks = [remarkOnRepeats(measurement), remarkOnIdeal(measurement)];
  return stackOutputs([
    traceOutput(measurement.trace, measurement.name),
    ...remarks.filter((remark) => remark !== '').map(wordsOutput),
  ]);
}

function remarkOnRepeats({ times }: Measurement): string {
  if (times.count === 1) return '';
  const [median, lowest, highest] = [
    times.median,
    times.lowest,
    times.highest,
  ].map((seconds) => durationLike(seconds, times.highest));
  return `Run ${times.count} times: median ${median}, from ${lowest} to ${highest}. The picture shows the median run.`;
}

function remarkOnIdeal({ times, idealSeconds }: Measurement): string {
  if (idealSeconds === undefined) return '';
  const percent = Math.round((times.median / idealSeconds - 1) * 100);
  const ideal = durationLike(idealSeconds, idealSeconds);
  return `The model of the lab gives ${ideal}; this took ${Math.abs(percent)} % ${percent < 0 ? 'less' : 'more'}.`;
}

/** A table with a row for each object, and a column for each of their keys. */
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

/** A sentence or two of plain words. */
export function wordsOutput(words: string): Output {
  return { html: `<p>${escapeText(words)}</p>`, text: words };
}

/** Text whose line breaks and spaces are kept. */
export function preformattedOutput(text: string): Output {
  return { html: `<pre>${escapeText(text)}</pre>`, text };
}

/** Several outputs as one, each below the one before. */
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
    (cell) =>
      `<${tag} style="text-align:left${drawnStyle(cell)}">${escapeText(cell)}</${tag}>`,
  );
  return `<tr>${inside.join('')}</tr>`;
}

/** A picture made of blocks lines up with the one below only in such a font. */
function drawnStyle(cell: string): string {
  return /[\u2580-\u259f]/.test(cell)
    ? ';font-family:monospace;white-space:pre'
    : '';
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(Number(value.toFixed(2)));
  if (isError(value)) return describeError(value);
  return typeof value === 'string' ? value : inspect(value, onOneLine);
}

const onOneLine = { breakLength: Infinity, compact: true };

function alignedText(table: readonly (readonly string[])[]): string {
  const rows = table.map((row) => row.map(unbroken));
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A row of text is one line, so a line break in a cell becomes a space. */
function unbroken(cell: string): string {
  return cell.replaceAll(/\s*\n\s*/g, ' ');
}

function padded(cell: string, columns: number): string {
  return cell + ' '.repeat(Math.max(0, columns - stringWidth(cell)));
}

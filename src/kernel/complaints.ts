import { basename, relative } from 'node:path';
import type ts from 'typescript';
import { renderCodeFrame, type Failure } from './failures.ts';
import type { TypeScript } from './typescript.ts';

const mostComplaints = 5;

/** "Cannot find name", without and with a suggestion. */
const unknownName = [2304, 2552, 2503, 18004];
/** "Property 'body' does not exist on type 'Promise<…>'." */
const unknownProperty = 2339;
const forgottenAwait = "Did you forget to use 'await'?";

/** The cell as its learner knows it. */
export interface ComplainedCell {
  readonly label: string;
  readonly source: string;
  /** Lines that stand before the cell in the file that was compiled. */
  readonly linesBefore: number;
}

/** Describes what the compiler has against a cell, each with its line. */
export function describeComplaints(
  compiler: TypeScript,
  diagnostics: readonly ts.Diagnostic[],
  cellFile: ts.SourceFile,
  cell: ComplainedCell,
): Failure {
  const [first] = diagnostics;
  const isOwn = diagnostics.every(({ file }) => file === cellFile);
  const names = isOwn ? unknownNames(diagnostics) : [];
  const traceback =
    names.length > 0
      ? renderUnknownNames(names, diagnostics, cellFile, cell)
      : renderComplaints(compiler, diagnostics, cellFile, cell);
  const text = first ? headOf(first) : '';
  return {
    ename: 'TypeScriptError',
    evalue: `${text} (TS${first?.code ?? 0})`,
    traceback,
  };
}

function renderComplaints(
  compiler: TypeScript,
  diagnostics: readonly ts.Diagnostic[],
  cellFile: ts.SourceFile,
  cell: ComplainedCell,
): string[] {
  const shown = diagnostics
    .slice(0, mostComplaints)
    .flatMap((diagnostic) =>
      renderComplaint(compiler, diagnostic, cellFile, cell),
    );
  const more = diagnostics.length - mostComplaints;
  return more > 0 ? [...shown, `… and ${more} more.`] : shown;
}

function renderComplaint(
  compiler: TypeScript,
  diagnostic: ts.Diagnostic,
  cellFile: ts.SourceFile,
  cell: ComplainedCell,
): string[] {
  const { code, file, messageText } = diagnostic;
  const text = compiler.flattenDiagnosticMessageText(messageText, '\n');
  const heading = `TypeScriptError: ${text} (TS${code})`;
  const advice = new Set([
    ...relatedText(compiler, diagnostic),
    ...adviceFor(code, text),
  ]);
  if (!file) return [heading, ...advice, ''];
  const isCell = file === cellFile;
  const place = isCell
    ? placeInCell(diagnostic, file, cell)
    : placeOf(diagnostic, file, 0);
  const name = isCell ? cell.label : shortName(file.fileName);
  return [
    heading,
    ...advice,
    `    at ${name}:${place.line}:${place.column}`,
    renderCodeFrame(isCell ? cell.source : file.text, place, place.width),
    '',
  ];
}

/** What the compiler says besides: "Did you forget to use 'await'?" */
function relatedText(
  compiler: TypeScript,
  { relatedInformation = [] }: ts.Diagnostic,
): string[] {
  const texts = relatedInformation.map(({ messageText }) =>
    compiler.flattenDiagnosticMessageText(messageText, '\n'),
  );
  return texts.map((text) => `  ${text}`);
}

function adviceFor(code: number, text: string): string[] {
  // The compiler itself says so of `request(url).body`, and not of a pattern.
  return code === unknownProperty && text.includes("on type 'Promise<")
    ? [`  ${forgottenAwait}`]
    : [];
}

/** At its end at most: what the compiler misses, it misses behind the cell. */
function placeInCell(
  diagnostic: ts.Diagnostic,
  file: ts.SourceFile,
  { source, linesBefore }: ComplainedCell,
) {
  const place = placeOf(diagnostic, file, linesBefore);
  const lines = source.split('\n');
  if (place.line <= lines.length) return place;
  const last = lines.at(-1) ?? '';
  return { line: lines.length, column: last.length + 1, width: 1 };
}

function placeOf(
  { start = 0, length = 1 }: ts.Diagnostic,
  file: ts.SourceFile,
  linesBefore: number,
) {
  const from = file.getLineAndCharacterOfPosition(start);
  const to = file.getLineAndCharacterOfPosition(start + length);
  return {
    line: from.line + 1 - linesBefore,
    column: from.character + 1,
    width: to.line === from.line ? to.character - from.character : 1,
  };
}

function shortName(file: string): string {
  const path = relative(process.cwd(), file);
  return path.length < file.length ? path : basename(file);
}

/** The names that are not defined, where the cell has no other mistake. */
function unknownNames(diagnostics: readonly ts.Diagnostic[]): string[] {
  const names = diagnostics.map((diagnostic) => {
    if (!unknownName.includes(diagnostic.code)) return undefined;
    return /'([^']+)'/.exec(headOf(diagnostic))?.[1];
  });
  if (names.includes(undefined)) return [];
  return [...new Set(names as string[])];
}

/** One cause, one sentence, however often the name stands in the cell. */
function renderUnknownNames(
  names: readonly string[],
  diagnostics: readonly ts.Diagnostic[],
  cellFile: ts.SourceFile,
  cell: ComplainedCell,
): string[] {
  const [first] = diagnostics;
  const listed = names.map((name) => `'${name}'`).join(', ');
  const what = names.length === 1 ? 'name' : 'names';
  const suggestion =
    names.length === 1 && /Did you mean .*\?/.exec(first ? headOf(first) : '');
  const place = first && placeInCell(first, cellFile, cell);
  return [
    `TypeScriptError: Cannot find ${what} ${listed}.${suggestion ? ` ${suggestion[0]}` : ''} (TS${first?.code ?? 0})`,
    ...(place && first.file === cellFile
      ? [
          `    at ${cell.label}:${place.line}:${place.column}`,
          renderCodeFrame(cell.source, place, place.width),
        ]
      : []),
    '',
    'If a cell above defines it, run that cell first: Run > Run All Above Selected Cell.',
  ];
}

function headOf({ messageText }: ts.Diagnostic): string {
  return typeof messageText === 'string'
    ? messageText
    : messageText.messageText;
}

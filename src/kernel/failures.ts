import { inspect } from 'node:util';
import { firstCellPlace } from './call-sites.ts';
import type { Position } from './source-maps.ts';
import type { Diagnostic } from './tslab.ts';

/** What Jupyter shows of a cell that failed. */
export interface Failure {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Thrown into a cell that its learner has interrupted. */
export class Interrupted extends Error {
  override name = 'Interrupted';

  constructor() {
    super('The cell was interrupted.');
  }
}

const mostDiagnostics = 5;

/**
 * Describes whatever a cell threw: the cell's line with a caret, the stack,
 * the properties, causes and inner errors.
 */
export function describeThrown(
  thrown: unknown,
  label: string,
  source: string,
): Failure {
  if (!(thrown instanceof Error)) {
    const evalue = inspect(thrown);
    const traceback = [`The cell threw ${evalue}, which is not an Error.`];
    return { ename: 'Thrown', evalue, traceback };
  }
  dropArrow(thrown);
  const rendered = inspect(thrown);
  const place = firstCellPlace(rendered);
  const frame =
    place?.label === label ? [renderCodeFrame(source, place), ''] : [];
  return {
    ename: thrown.name,
    evalue: thrown.message,
    traceback: [...frame, ...rendered.split('\n')],
  };
}

/** Node puts the compiled line before the stack of what a script throws. */
function dropArrow(error: Error): void {
  const stack = String(error.stack);
  const start = stack.indexOf(`\n${error.name}`);
  if (/^\S+:\d+\n/.test(stack) && start > 0) {
    error.stack = stack.slice(start + 1);
  }
}

/** Describes what the compiler has against a cell, each with its line. */
export function describeDiagnostics(
  diagnostics: readonly Diagnostic[],
  label: string,
  source: string,
): Failure {
  const complaints = groupByPlace(diagnostics);
  const shown = complaints
    .slice(0, mostDiagnostics)
    .flatMap((complaint) => renderComplaint(complaint, label, source));
  const more = complaints.length - mostDiagnostics;
  const [first] = diagnostics;
  return {
    ename: 'TypeScriptError',
    evalue: `${first?.messageText ?? ''} (TS${first?.code ?? 0})`,
    traceback: more > 0 ? [...shown, `… and ${more} more.`] : shown,
  };
}

/** tslab gives a message and the reasons behind it as neighbours. */
function groupByPlace(diagnostics: readonly Diagnostic[]): Diagnostic[][] {
  const groups: Diagnostic[][] = [];
  for (const diagnostic of diagnostics) {
    const group = groups.at(-1);
    const previous = group?.[0];
    const samePlace =
      previous?.start.offset === diagnostic.start.offset &&
      previous.end.offset === diagnostic.end.offset;
    if (group && samePlace) group.push(diagnostic);
    else groups.push([diagnostic]);
  }
  return groups;
}

function renderComplaint(
  complaint: readonly Diagnostic[],
  label: string,
  source: string,
): string[] {
  const [first] = complaint;
  if (!first) return [];
  const start = {
    line: first.start.line + 1,
    column: first.start.character + 1,
  };
  const sameLine = first.end.line === first.start.line;
  const width = sameLine ? first.end.character - first.start.character : 1;
  const reasons = complaint.map(
    ({ messageText }, depth) => '  '.repeat(depth) + messageText,
  );
  const file = first.fileName ?? label;
  return [
    `TypeScriptError: ${reasons.join('\n')} (TS${first.code})`,
    `    at ${file}:${start.line}:${start.column}`,
    ...(first.fileName ? [] : [renderCodeFrame(source, start, width)]),
    '',
  ];
}

/**
 * Renders the line of a place in a source, with the line before it and a
 * caret below.
 */
export function renderCodeFrame(
  source: string,
  { line, column }: Position,
  width = 1,
): string {
  const lines = source.split('\n');
  const gutter = (text: string | number) => `${text}`.padStart(4);
  const before = lines[line - 2];
  return [
    ...(before?.trim() ? [`  ${gutter(line - 1)} | ${before}`] : []),
    `> ${gutter(line)} | ${lines[line - 1] ?? ''}`,
    `  ${gutter('')} | ${' '.repeat(column - 1)}${'^'.repeat(Math.max(1, width))}`,
  ].join('\n');
}

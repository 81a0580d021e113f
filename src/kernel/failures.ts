import { firstCellPlace, type CellPlace } from './call-sites.ts';
import {
  inspectSafely,
  isErrorSafely,
  isOneSafely,
  textSafely,
} from './safely.ts';
import type { Position } from './source-maps.ts';

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

/** What the kernel knows of an error that the error itself does not say. */
export interface ErrorHints {
  /** The line of a cell that led to it, where its stack has none. */
  placeOf(error: unknown): CellPlace | undefined;
  /** What to do about it. */
  adviceFor(errorText: string): string | undefined;
}

const noHints: ErrorHints = {
  placeOf: () => undefined,
  adviceFor: () => undefined,
};

/**
 * Describes whatever a cell threw: the cell's line with a caret, the stack,
 * the properties, causes and inner errors. Never throws itself.
 */
export function describeThrown(
  thrown: unknown,
  label: string,
  source: string,
  hints: ErrorHints = noHints,
): Failure {
  if (!isErrorSafely(thrown)) {
    const evalue = cut(inspectSafely(thrown));
    const traceback = [`The cell threw ${evalue}, which is not an Error.`];
    return { ename: 'Thrown', evalue, traceback };
  }
  const rendered = cut(renderError(thrown));
  const ownPlace = firstCellPlace(rendered);
  const place = ownPlace ?? hints.placeOf(thrown);
  const frame =
    place?.label === label ? [renderCodeFrame(source, place), ''] : [];
  const request =
    place && !ownPlace
      ? [`The request was made at ${place.label}:${place.line}:${place.column}`]
      : [];
  const advice = hints.adviceFor(rendered);
  return {
    ename: textSafely(thrown, 'name', 'Error'),
    evalue: cut(textSafely(thrown, 'message', '')),
    traceback: [
      ...frame,
      ...rendered.split('\n'),
      ...request,
      ...(advice === undefined ? [] : ['', advice]),
    ],
  };
}

/** More than that no notebook shows well. */
const mostCharacters = 100_000;

function cut(text: string): string {
  if (text.length <= mostCharacters) return text;
  const more = text.length - mostCharacters;
  return `${text.slice(0, mostCharacters)} … and ${more} more characters`;
}

function renderError(error: Error): string {
  try {
    dropArrow(error);
  } catch {
    // Its stack or its name cannot be read: then it is shown as it is.
  }
  const rendered = inspectSafely(error);
  const both = suppressedErrors(error);
  return both === '' ? rendered : `${rendered}\n${both}`;
}

/**
 * `using` reports an error in a scope and one of its disposal together. Node
 * shows neither, since the two properties are not enumerable.
 */
function suppressedErrors(error: Error): string {
  if (!isOneSafely(error, SuppressedError)) return '';
  return [
    `While closing: ${inspectSafely(error.error)}`,
    `After: ${inspectSafely(error.suppressed)}`,
  ].join('\n');
}

/** Node puts the compiled line before the stack of what a script throws. */
function dropArrow(error: Error): void {
  const stack = String(error.stack);
  const start = stack.indexOf(`\n${error.name}`);
  if (/^\S+:\d+\n/.test(stack) && start > 0) {
    error.stack = stack.slice(start + 1);
  }
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

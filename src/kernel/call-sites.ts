import { fileURLToPath } from 'node:url';
import { CellVariables } from './cell-variables.ts';
import type { Position, PositionLookup } from './source-maps.ts';

/** What the kernel knows of a cell that ran, by its script's name. */
export interface CellScript {
  /** How it is called in stack traces: `cell [3]`. */
  readonly label: string;
  readonly lookUp: PositionLookup;
}

/** All cells that ran, by the name that their compiled script carries. */
export type CellScripts = ReadonlyMap<string, CellScript>;

/** A place in a cell, as a stack trace shows it. */
export interface CellPlace extends Position {
  readonly label: string;
}

const variablesOwner = new RegExp(`^(async )?${CellVariables.name}\\.`);
const ourCode = fileURLToPath(new URL('.', import.meta.url));
const ourPackage = new URL('..', import.meta.url).href;
const machineryPattern = [
  ourCode,
  '/node_modules/tslab/',
  '/node_modules/@tslab/',
  '/node_modules/zeromq/',
  'node:',
  'evalmachine.',
];

/**
 * Returns a formatter for `Error.prepareStackTrace`: places in cells are those
 * of what the learner wrote, and neither Node's nor the kernel's own machinery
 * is in it.
 */
export function createStackFormatter(
  scripts: CellScripts,
): (error: Error, sites: readonly NodeJS.CallSite[]) => string {
  return (error, sites) =>
    [
      headline(error),
      ...sites
        .map((site) => renderCallSite(scripts, site))
        .filter((text) => text !== undefined)
        .map((text) => `    at ${text}`),
    ].join('\n');
}

/** Gives the first place in a cell that a rendered stack names, if any. */
export function firstCellPlace(stack: string): CellPlace | undefined {
  const found = /(cell \[\d+\]):(\d+):(\d+)/.exec(stack);
  if (!found) return;
  const [, label = '', line, column] = found;
  return { label, line: Number(line), column: Number(column) };
}

function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

function renderCallSite(
  scripts: CellScripts,
  site: NodeJS.CallSite,
): string | undefined {
  const file = site.getScriptNameOrSourceURL();
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  // Without a place there is nothing for a reader to go and look at.
  if (!file || line === null || column === null) return;
  // Its type does not say that it renders itself.
  const text = (site as { toString(): string }).toString();
  const cell = scripts.get(file);
  if (!cell) return isMachinery(file) ? undefined : shorten(withoutOwner(text));
  const place = cell.lookUp({ line, column });
  if (!place) return;
  return withoutOwner(text).replace(
    `${file}:${line}:${column}`,
    `${cell.label}:${place.line}:${place.column}`,
  );
}

/** Cells' functions are called as methods of the object that keeps them. */
function withoutOwner(text: string): string {
  return text.replace(variablesOwner, '$1');
}

function isMachinery(file: string): boolean {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  const plain = path.replaceAll('\\', '/');
  return machineryPattern.some(
    (part) =>
      plain.startsWith(part.replaceAll('\\', '/')) ||
      (part.startsWith('/') && plain.includes(part)),
  );
}

/** A package's file by the package's name, not by where it is installed. */
function shorten(text: string): string {
  return text
    .replace(ourPackage, 'async-lab/')
    .replace(/(?:file:\/\/)?[^\s()]*[\\/]node_modules[\\/]/, '');
}

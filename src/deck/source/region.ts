import stringWidth from 'string-width';

/** A named region of a source file, without the lines that mark it. */
export interface Region {
  readonly lines: readonly string[];
  /** The regions inside it, by their names. */
  readonly parts: ReadonlyMap<string, Part>;
}

/** Some of a region's lines. */
export interface Part {
  /** The first of them, counted from 0. */
  readonly from: number;
  readonly length: number;
}

/** What is wrong with a region, in a sentence, and in which line of its file. */
export class RegionProblem extends Error {
  override readonly name = 'RegionProblem';
  readonly line: number;

  constructor(line: number, what: string) {
    super(what);
    this.line = line;
  }
}

/** How many lines a slide may have, so that the last row can read them. */
const mostLines = 16;
/** As wide as code in files: slide and file have the same text. */
const mostColumns = 80;

const start = /^\s*(?:\/\/|#|<!--|\/\*) ?#region\s+([\w-]+)/;
const end = /^\s*(?:\/\/|#|<!--|\/\*) ?#endregion\b\s*([\w-]*)/;
const todo = /^\s*\/\/ TODO: \S/;

interface OpenRegion {
  readonly name: string;
  /** How many lines of the wanted region come before it. */
  readonly from: number;
  readonly line: number;
}

/**
 * Cuts a region out of a file's text; the regions inside it are its parts. The
 * TODO that a solution has for its starter is left out, and so is the
 * indentation that all lines share.
 * @throws RegionProblem for a region that is missing, empty, unclosed, there
 * twice, or larger than a slide
 */
export function extractRegion(text: string, name: string): Region {
  const open: OpenRegion[] = [];
  const parts = new Map<string, Part>();
  const lines: string[] = [];
  const found: number[] = [];
  let inside = 0;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const begun = start.exec(line)?.[1];
    if (begun !== undefined) {
      open.push({ name: begun, from: lines.length, line: index + 1 });
      if (begun === name) {
        found.push(index + 1);
        inside += 1;
      }
      continue;
    }
    const endName = end.exec(line)?.[1];
    if (endName !== undefined) {
      const ended = open.pop();
      if (!ended || (endName !== '' && endName !== ended.name)) {
        const what = `the region that ends here is not the one that is open: "${ended?.name ?? ''}".`;
        throw new RegionProblem(index + 1, what);
      }
      if (ended.name === name) inside -= 1;
      else if (inside > 0) addPart(parts, ended, lines.length);
    } else if (inside > 0 && !isStarterLine(line, open)) lines.push(line);
  }
  const at = found[0];
  if (at === undefined) {
    throw new RegionProblem(1, `there is no region "${name}".`);
  }
  const unclosed = open.find((each) => each.name === name);
  if (unclosed) {
    throw new RegionProblem(unclosed.line, `the region "${name}" never ends.`);
  }
  if (found[1] !== undefined) {
    throw new RegionProblem(found[1], `there are two regions "${name}".`);
  }
  return fitted({ lines, parts }, name, at);
}

function addPart(
  parts: Map<string, Part>,
  { name, from, line }: OpenRegion,
  to: number,
): void {
  if (parts.has(name)) {
    throw new RegionProblem(line, `there are two regions "${name}".`);
  }
  parts.set(name, { from, length: to - from });
}

function isStarterLine(line: string, open: readonly OpenRegion[]): boolean {
  return todo.test(line) && open.some(({ name }) => name === 'solution');
}

/** The region without blank lines around it and indentation before it. */
function fitted({ lines, parts }: Region, name: string, line: number): Region {
  const isBlank = (text: string) => text.trim() === '';
  const first = lines.findIndex((text) => !isBlank(text));
  if (first < 0) {
    throw new RegionProblem(line, `the region "${name}" is empty.`);
  }
  const last = lines.findLastIndex((text) => !isBlank(text));
  const kept = lines.slice(first, last + 1);
  const indents = kept.filter((text) => !isBlank(text)).map(indentOf);
  const common = Math.min(...indents);
  const cut = kept.map((text) => text.slice(common).trimEnd());
  checkSize(cut, name, line);
  return { lines: cut, parts: moved(parts, first, cut.length) };
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function checkSize(lines: readonly string[], name: string, line: number): void {
  if (lines.length > mostLines) {
    const what = `the region "${name}" has ${lines.length} lines, but a slide has room for ${mostLines}.`;
    throw new RegionProblem(line, what);
  }
  const widest = Math.max(...lines.map((text) => stringWidth(text)));
  if (widest > mostColumns) {
    const what = `the region "${name}" is ${widest} columns wide, but a slide has room for ${mostColumns}.`;
    throw new RegionProblem(line, what);
  }
}

function moved(
  parts: ReadonlyMap<string, Part>,
  by: number,
  count: number,
): Map<string, Part> {
  return new Map(
    [...parts].map(([name, { from, length }]) => {
      const start = Math.max(0, from - by);
      const end = Math.min(count, from - by + length);
      return [name, { from: start, length: Math.max(0, end - start) }];
    }),
  );
}

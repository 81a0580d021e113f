/** A piece of a master's code: the starter's as well, or the solution's alone. */
export interface Segment {
  readonly kind: 'shared' | 'solution';
  readonly lines: readonly string[];
  /** The line of its mark, from 1, or of its first line. */
  readonly line: number;
}

/** What is wrong with a master, and in which line of it. */
export class MasterError extends Error {
  override readonly name = 'MasterError';

  constructor(id: string, what: string, line: number) {
    super(`solutions/${id}.ts:${line}: ${what}`);
  }
}

const start = /^\s*\/\/ #region\b ?(.*)$/;
const end = /^\s*\/\/ #endregion\b/;
const todo = /^\s*\/\/ TODO: \S/;
const nothing = /^\s*(\/\/.*)?$/;

/** A line that says what is to be done in place of the solution. */
export function isTodo(line: string): boolean {
  return todo.test(line);
}

const misplaced = {
  solution: 'a region inside another one.',
  shared: 'a region ends that never began.',
};

/**
 * Cuts a master's code at the marks of its solution.
 * @param firstLine the number of the code's first line in its file
 * @throws MasterError for a region that is nested, unclosed, empty, without a
 * TODO or under another name, and where there is none
 */
export function segmentsOf(
  id: string,
  code: string,
  firstLine: number,
): Segment[] {
  const segments: Segment[] = [];
  let open = segment('shared', firstLine);

  function next(kind: Segment['kind'], line: number): void {
    if (open.kind === kind) throw new MasterError(id, misplaced[kind], line);
    segments.push(open);
    open = segment(kind, line);
  }

  for (const [index, text] of code.split('\n').entries()) {
    const at = firstLine + index;
    const name = start.exec(text)?.[1];
    if (name !== undefined && name !== 'solution') {
      throw new MasterError(id, `a region has the name "${name}".`, at);
    }
    if (name !== undefined) next('solution', at);
    else if (end.test(text)) next('shared', at);
    else open.lines.push(text);
  }
  if (open.kind === 'solution') {
    throw new MasterError(id, 'a region that never ends.', open.line);
  }
  segments.push(open);
  checkSolutions(id, segments);
  return segments;
}

function segment(kind: Segment['kind'], line: number) {
  return { kind, lines: [] as string[], line };
}

function checkSolutions(id: string, segments: readonly Segment[]): void {
  const solutions = segments.filter(({ kind }) => kind === 'solution');
  if (solutions.length === 0) {
    throw new MasterError(id, 'there is no region "solution".', 1);
  }
  for (const { lines, line } of solutions) {
    if (lines.filter(isTodo).length !== 1) {
      throw new MasterError(id, 'a region needs one line "// TODO: …".', line);
    }
    if (lines.every((text) => nothing.test(text))) {
      throw new MasterError(id, 'an empty region.', line);
    }
  }
}

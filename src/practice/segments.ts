/** A piece of a master's code: shared with the starter, or only the solution's. */
export interface Segment {
  readonly kind: 'shared' | 'solution';
  readonly lines: readonly string[];
  /** The number, from 1, of the line with its mark, or else of its first line. */
  readonly line: number;
}

/** A master is not in the required form; the message names file and line. */
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

/** Whether a line says what to write in place of the solution. */
export function isTodo(line: string): boolean {
  return todo.test(line);
}

const misplaced = {
  solution: 'a #region begins inside another one; end that one first.',
  shared: 'an #endregion without a #region before it.',
};

/**
 * Cuts a master's code at its region marks.
 * @param firstLine the number of the code's first line in its file
 * @throws MasterError for a region that is nested, unclosed, empty, without a
 * TODO or with another name, and when there is no region
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
      throw new MasterError(
        id,
        `a region is named "${name}", but only "solution" is allowed.`,
        at,
      );
    }
    if (name !== undefined) next('solution', at);
    else if (end.test(text)) next('shared', at);
    else open.lines.push(text);
  }
  if (open.kind === 'solution') {
    throw new MasterError(id, 'a #region without an #endregion.', open.line);
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
    throw new MasterError(
      id,
      'needs a "// #region solution" around the solution.',
      1,
    );
  }
  for (const { lines, line } of solutions) {
    if (lines.filter(isTodo).length !== 1) {
      throw new MasterError(
        id,
        'a region needs exactly one line "// TODO: …".',
        line,
      );
    }
    if (lines.every((text) => nothing.test(text))) {
      throw new MasterError(id, 'a region without code.', line);
    }
  }
}

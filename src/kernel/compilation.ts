import type ts from 'typescript';

/** What the compiler made of the latest cell, besides what tslab keeps of it. */
export interface Compilation {
  program: ts.Program | undefined;
  /** The cell, as a file; what its learner wrote begins on its second line. */
  cell: ts.SourceFile | undefined;
  /** What is wrong with the cell and the learner's files that it imports. */
  complaints: readonly ts.Diagnostic[];
  /** Whether the cell awaits outside of all functions. */
  hasTopLevelAwait: boolean;
}

/** tslab puts one line, `export {};`, before each cell. */
export const linesBeforeCell = 1;

/** Returns the record of a compiler that has compiled nothing yet. */
export function createCompilation(): Compilation {
  return {
    program: undefined,
    cell: undefined,
    complaints: [],
    hasTopLevelAwait: false,
  };
}

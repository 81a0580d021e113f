import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** A reply to `is_complete_request`. */
export type Completeness =
  | { readonly status: 'complete' | 'invalid' }
  | { readonly status: 'incomplete'; readonly indent: string };

// A string cannot go on in the next line, so no further line mends it.
const unterminatedString = 1002;
// The end of a comment is expected; a template literal is unterminated.
const goesOn = [1010, 1160];

/** Tells whether a cell could run, needs more lines, or is wrong as it is. */
export function completenessOf(
  compiler: TypeScript,
  code: string,
): Completeness {
  const problems = syntaxProblems(compiler, code);
  if (problems.length === 0) return { status: 'complete' };
  const end = code.trimEnd().length;
  const isOpen = problems.every(
    (problem) =>
      problem.code !== unterminatedString &&
      (problem.start >= end || goesOn.includes(problem.code)),
  );
  return isOpen
    ? { status: 'incomplete', indent: indentAfter(code) }
    : { status: 'invalid' };
}

function syntaxProblems(
  compiler: TypeScript,
  code: string,
): readonly ts.DiagnosticWithLocation[] {
  const latest = compiler.ScriptTarget.ESNext;
  // A module, so that `await` is one.
  const file = compiler.createSourceFile('cell.ts', code, {
    languageVersion: latest,
    setExternalModuleIndicator(parsed) {
      Object.assign(parsed, { externalModuleIndicator: true });
    },
  });
  // Its types leave out what the parser has to complain about.
  const { parseDiagnostics } = file as ts.SourceFile & {
    parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  return parseDiagnostics;
}

/** The last line's own indentation, and one step more after a bracket. */
function indentAfter(code: string): string {
  const line = code.trimEnd().split('\n').at(-1) ?? '';
  const current = /^\s*/.exec(line)?.[0] ?? '';
  return /[({[]\s*$/.test(line) ? `${current}  ` : current;
}

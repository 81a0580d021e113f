import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/**
 * Takes `export` away before declarations: a cell's names are there for later
 * cells anyway. Every character stays where it is.
 */
export function withoutExports(compiler: TypeScript, source: string): string {
  if (!source.includes('export')) return source;
  const latest = compiler.ScriptTarget.ESNext;
  const file = compiler.createSourceFile('cell.ts', source, latest);
  let text = source;
  for (const statement of file.statements) {
    const exported: ts.Node | undefined = isLocalExport(compiler, statement)
      ? statement
      : exportKeyword(compiler, statement);
    if (!exported) continue;
    const start = exported.getStart(file);
    const blank = text.slice(start, exported.end).replace(/[^\n]/g, ' ');
    text = text.slice(0, start) + blank + text.slice(exported.end);
  }
  return text;
}

/** `export { a, b }`, of names that the cell has anyway. */
export function isLocalExport(
  compiler: TypeScript,
  statement: ts.Statement,
): statement is ts.ExportDeclaration {
  return (
    compiler.isExportDeclaration(statement) &&
    statement.moduleSpecifier === undefined
  );
}

function exportKeyword(
  compiler: TypeScript,
  statement: ts.Statement,
): ts.Node | undefined {
  if (!compiler.canHaveModifiers(statement)) return undefined;
  const modifiers = compiler.getModifiers(statement) ?? [];
  const isOf = (kind: ts.SyntaxKind) =>
    modifiers.find((modifier) => (modifier.kind as ts.SyntaxKind) === kind);
  if (isOf(compiler.SyntaxKind.DefaultKeyword)) return undefined;
  return isOf(compiler.SyntaxKind.ExportKeyword);
}

const inTerminal =
  'Open a terminal (File > New > Terminal), or run a command from the cell: `import { execSync } from "node:child_process"; execSync("ls").toString()`.';

const parenthesesNeeded =
  'Braces at the start of a cell are a block of statements. To show an object, put parentheses around it: `({ a: 1, b: 2 })`.';

/** What the first line of a cell for another kernel looks like. */
const foreign: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [
    /^%%?(?:bash|sh|script)\b/,
    `This is TypeScript, which has no \`%%bash\`. ${inTerminal}`,
  ],
  [
    /^%%?(?:time|timeit)\b/,
    'This is TypeScript, which has no `%time`. Measure with `await timed(() => …)` from "async-lab", or with `performance.now()` before and after.',
  ],
  [
    /^%%?[a-z]/,
    "A line that begins with % is a command of IPython's; these cells are TypeScript.",
  ],
  [
    /^![ \t]*(?:apt|cat|cd|curl|echo|git|head|ls|mkdir|node|npm|npx|pip|pwd|python3?|tail|wget)\b/,
    `This is TypeScript, which has no \`!command\`. ${inTerminal}`,
  ],
];

/**
 * Returns what to do instead where a cell that does not compile is written for
 * another kernel, `!ls`, `%time`, `%%bash`, or is an object that was taken for a
 * block.
 */
export function adviceForCell(
  compiler: TypeScript,
  source: string,
): string | undefined {
  const text = source.trim();
  const advice = foreign.find(([pattern]) => pattern.test(text))?.[1];
  return advice ?? (isObject(compiler, text) ? parenthesesNeeded : undefined);
}

function isObject(compiler: TypeScript, text: string): boolean {
  if (!/^\{.*\}$/s.test(text)) return false;
  const file = compiler.createSourceFile(
    'cell.ts',
    `(${text})`,
    compiler.ScriptTarget.ESNext,
  );
  // Its types leave out what the parser has to complain about.
  const { parseDiagnostics } = file as ts.SourceFile & {
    parseDiagnostics: readonly ts.Diagnostic[];
  };
  return parseDiagnostics.length === 0;
}

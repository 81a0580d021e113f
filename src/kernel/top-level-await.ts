import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** "await is only allowed within async functions": how tslab sees an await. */
const awaitOutside = 1308;

/**
 * tslab knows a cell with a top-level await by a complaint of its own compiler,
 * which it then drops. TypeScript allows such an await in a module, so this
 * gives the complaint, where the cell has one outside of functions.
 */
export function topLevelAwaitHint(
  compiler: TypeScript,
  cell: ts.SourceFile,
): ts.Diagnostic | undefined {
  const keyword = findTopLevelAwait(compiler, cell, cell);
  if (keyword === undefined) return;
  return {
    category: compiler.DiagnosticCategory.Error,
    code: awaitOutside,
    file: cell,
    start: keyword,
    length: 'await'.length,
    messageText: 'A top-level await',
  };
}

/** Gives the offset of the first `await` that stands in no function. */
function findTopLevelAwait(
  compiler: TypeScript,
  cell: ts.SourceFile,
  node: ts.Node,
): number | undefined {
  if (compiler.isAwaitExpression(node)) return node.getStart(cell);
  if (compiler.isForOfStatement(node) && node.awaitModifier) {
    return node.awaitModifier.getStart(cell);
  }
  if (isAwaitUsing(compiler, node)) return node.getStart(cell);
  if (compiler.isFunctionLike(node) || compiler.isClassLike(node)) return;
  return compiler.forEachChild(node, (child) =>
    findTopLevelAwait(compiler, cell, child),
  );
}

/** `await using agent = …` waits where its scope ends. */
function isAwaitUsing(compiler: TypeScript, node: ts.Node): boolean {
  if (!compiler.isVariableDeclarationList(node)) return false;
  // Two bits: that of `const` and that of `using`.
  const awaitUsing: number = compiler.NodeFlags.AwaitUsing;
  return (node.flags & awaitUsing) === awaitUsing;
}

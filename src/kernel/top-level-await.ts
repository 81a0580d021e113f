import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** Gives the offset of the first `await` that stands in no function. */
export function findTopLevelAwait(
  compiler: TypeScript,
  file: ts.SourceFile,
  node: ts.Node = file,
): number | undefined {
  if (compiler.isAwaitExpression(node)) return node.getStart(file);
  if (compiler.isForOfStatement(node) && node.awaitModifier) {
    return node.awaitModifier.getStart(file);
  }
  if (isAwaitUsing(compiler, node)) return node.getStart(file);
  if (compiler.isFunctionLike(node)) return;
  const search = (child: ts.Node) => findTopLevelAwait(compiler, file, child);
  if (compiler.isClassLike(node)) {
    return partsOutsideOfClass(compiler, node).map(search).find(isFound);
  }
  return compiler.forEachChild(node, search);
}

function isFound(offset: number | undefined): offset is number {
  return offset !== undefined;
}

/** What of a class is evaluated where it stands. */
function partsOutsideOfClass(
  compiler: TypeScript,
  node: ts.ClassLikeDeclaration,
): ts.Node[] {
  const decorated = [node, ...node.members].filter((each) =>
    compiler.canHaveDecorators(each),
  );
  return [
    ...(node.heritageClauses ?? []),
    ...node.members
      .map(({ name }) => name)
      .filter((name) => name !== undefined)
      .filter((name) => compiler.isComputedPropertyName(name)),
    ...decorated.flatMap((each) => compiler.getDecorators(each) ?? []),
  ];
}

/** `await using agent = …` waits where its scope ends. */
function isAwaitUsing(compiler: TypeScript, node: ts.Node): boolean {
  if (!compiler.isVariableDeclarationList(node)) return false;
  // Two bits: that of `const` and that of `using`.
  const awaitUsing: number = compiler.NodeFlags.AwaitUsing;
  return (node.flags & awaitUsing) === awaitUsing;
}

import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** The global function that a cell's `import(…)` becomes. */
export const importFunction = '__asyncLabImport';

/**
 * Returns a transformer that keeps `import(…)` what it is. Compiled to
 * CommonJS it would become `require`, which cannot load a module with a
 * top-level await.
 */
export function dynamicImports(
  compiler: TypeScript,
): ts.TransformerFactory<ts.SourceFile> {
  const { factory, visitEachChild, visitNode } = compiler;
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const visited = visitEachChild(node, visit, context);
      if (!compiler.isCallExpression(visited)) return visited;
      const isImport =
        visited.expression.kind === compiler.SyntaxKind.ImportKeyword;
      if (!isImport) return visited;
      const call = factory.createPropertyAccessExpression(
        factory.createIdentifier('globalThis'),
        importFunction,
      );
      return factory.updateCallExpression(
        visited,
        call,
        undefined,
        visited.arguments,
      );
    };
    return (file) => visitNode(file, visit, compiler.isSourceFile);
  };
}

import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/**
 * Gives a transformer that puts what `import.meta` stands for in its place. The
 * code is run as CommonJS, which has none.
 */
export function importMeta(
  compiler: TypeScript,
  fileName: string,
): ts.TransformerFactory<ts.SourceFile> {
  const { factory, visitEachChild, visitNode } = compiler;
  const known = {
    url: pathToFileURL(fileName).href,
    filename: fileName,
    dirname: dirname(fileName),
  };
  const properties = Object.entries(known).map(([name, value]) =>
    factory.createPropertyAssignment(name, factory.createStringLiteral(value)),
  );
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const isMeta =
        compiler.isMetaProperty(node) &&
        node.keywordToken === compiler.SyntaxKind.ImportKeyword;
      return isMeta
        ? factory.createParenthesizedExpression(
            factory.createObjectLiteralExpression(properties),
          )
        : visitEachChild(node, visit, context);
    };
    return (file) => visitNode(file, visit, compiler.isSourceFile);
  };
}

import type ts from 'typescript';
import { earlierCells, type TypeScript } from './typescript.ts';

/**
 * tslab keeps what earlier cells defined on `exports`, and puts that before
 * each name whose declaration stands in an earlier cell. It overlooks the
 * short form of properties, and takes a property's name in a destructuring
 * pattern for a variable's.
 *
 * Gives a transformer that writes `{ dispatcher }` as
 * `{ dispatcher: exports.dispatcher }` where an earlier cell defined the
 * variable, and that takes the names in patterns out of tslab's sight.
 */
export function shorthandProperties(
  compiler: TypeScript,
  checker: ts.TypeChecker,
): ts.TransformerFactory<ts.SourceFile> {
  const { factory, visitEachChild, visitNode } = compiler;
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const isShort = compiler.isShorthandPropertyAssignment(node);
      if (isShort && isOfEarlierCell(checker, node)) return expand(node);
      return visitEachChild(withPlainName(node), visit, context);
    };

    /** A name made anew has no declaration, so tslab leaves it as it is. */
    function withPlainName(node: ts.Node): ts.Node {
      if (
        compiler.isPropertyAssignment(node) &&
        compiler.isIdentifier(node.name)
      ) {
        return factory.updatePropertyAssignment(
          node,
          factory.createIdentifier(node.name.text),
          node.initializer,
        );
      }
      const isRenamed = compiler.isBindingElement(node) && node.propertyName;
      if (isRenamed && compiler.isIdentifier(isRenamed)) {
        return factory.updateBindingElement(
          node,
          node.dotDotDotToken,
          factory.createIdentifier(isRenamed.text),
          node.name,
          node.initializer,
        );
      }
      return node;
    }

    function expand(node: ts.ShorthandPropertyAssignment): ts.Node {
      const variable = factory.createPropertyAccessExpression(
        factory.createIdentifier('exports'),
        node.name.text,
      );
      // `({ page = 1 } = options)` assigns to the variable, with a default.
      const initial = node.objectAssignmentInitializer;
      const value = initial
        ? factory.createAssignment(
            variable,
            visitNode(initial, visit, compiler.isExpression),
          )
        : variable;
      return compiler.setTextRange(
        factory.createPropertyAssignment(node.name.text, value),
        node,
      );
    }

    return (file) => visitNode(file, visit, compiler.isSourceFile);
  };
}

function isOfEarlierCell(
  checker: ts.TypeChecker,
  node: ts.ShorthandPropertyAssignment,
): boolean {
  const declarations =
    checker.getShorthandAssignmentValueSymbol(node)?.declarations ?? [];
  return declarations.some((declaration) =>
    declaration.getSourceFile().fileName.endsWith(earlierCells),
  );
}

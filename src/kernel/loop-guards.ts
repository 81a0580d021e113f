import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** The global function that every loop of a cell calls once a round. */
const loopGuard = '__asyncLabLoopGuard';

/**
 * Gives a transformer that makes each loop of a cell look up, at the start of
 * every round, whether its cell was interrupted. Without that, a loop that
 * runs after an await could not be stopped, nor one that awaits on and on
 * after its cell was given up.
 */
export function loopGuards(
  compiler: TypeScript,
): ts.TransformerFactory<ts.SourceFile> {
  const { factory, visitEachChild, visitNode } = compiler;
  // Optional, for code that is turned into text and run elsewhere.
  const createGuard = () =>
    factory.createExpressionStatement(
      factory.createCallChain(
        factory.createPropertyAccessExpression(
          factory.createIdentifier('globalThis'),
          loopGuard,
        ),
        factory.createToken(compiler.SyntaxKind.QuestionDotToken),
        undefined,
        [],
      ),
    );

  const guarded = (body: ts.Statement): ts.Statement =>
    compiler.isBlock(body)
      ? factory.updateBlock(body, [createGuard(), ...body.statements])
      : factory.createBlock([createGuard(), body]);

  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const visited = visitEachChild(node, visit, context);
      return compiler.isIterationStatement(visited, false)
        ? withBody(visited, guarded(visited.statement))
        : visited;
    };
    return (file) => visitNode(file, visit, compiler.isSourceFile);
  };

  function withBody(
    loop: ts.IterationStatement,
    body: ts.Statement,
  ): ts.Statement {
    if (compiler.isForStatement(loop)) {
      return factory.updateForStatement(
        loop,
        loop.initializer,
        loop.condition,
        loop.incrementor,
        body,
      );
    }
    if (compiler.isForInStatement(loop)) {
      return factory.updateForInStatement(
        loop,
        loop.initializer,
        loop.expression,
        body,
      );
    }
    if (compiler.isForOfStatement(loop)) {
      return factory.updateForOfStatement(
        loop,
        loop.awaitModifier,
        loop.initializer,
        loop.expression,
        body,
      );
    }
    if (compiler.isWhileStatement(loop)) {
      return factory.updateWhileStatement(loop, loop.expression, body);
    }
    if (compiler.isDoStatement(loop)) {
      return factory.updateDoStatement(loop, body, loop.expression);
    }
    return loop;
  }
}

/**
 * Sets what every loop of every cell calls once a round, so `guard` must cost
 * next to nothing.
 */
export function defineLoopGuard(guard: () => void): void {
  Object.defineProperty(globalThis, loopGuard, { value: guard });
}

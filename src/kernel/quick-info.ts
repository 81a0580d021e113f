import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** What TypeScript exports and its types leave out. */
interface Internals {
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      enclosing: ts.Node | undefined,
      node: ts.Node,
    ): QuickInfo;
  };
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  findPrecedingToken(
    position: number,
    file: ts.SourceFile,
  ): ts.Node | undefined;
  getContainerNode(node: ts.Node): ts.Node | undefined;
  typeToDisplayParts(
    checker: ts.TypeChecker,
    type: ts.Type,
    enclosing: ts.Node | undefined,
  ): ts.SymbolDisplayPart[];
}

/** A signature or a type, and what its author says of it. */
export type QuickInfo = Pick<
  ts.QuickInfo,
  'displayParts' | 'documentation' | 'tags'
>;

/**
 * Returns what is known of the name at a position; between the parentheses of
 * a call, of the function that is called.
 */
export function quickInfoAt(
  compiler: TypeScript,
  program: ts.Program,
  file: ts.SourceFile,
  position: number,
): QuickInfo | undefined {
  const internals = compiler as unknown as Internals;
  const checker = program.getTypeChecker();
  const touched = internals.getTouchingPropertyName(file, position);
  const named = constructedClass(compiler, touched);
  const symbol =
    named === file ? undefined : checker.getSymbolAtLocation(named);
  if (symbol) return describe(internals, checker, symbol, file, named);
  const called = calledAt(compiler, internals, file, position);
  const calledSymbol = called && checker.getSymbolAtLocation(called);
  if (calledSymbol) {
    return describe(internals, checker, calledSymbol, file, called);
  }
  if (named === file || !compiler.isExpression(named)) return undefined;
  const type = checker.getTypeAtLocation(named);
  const container = internals.getContainerNode(named);
  return {
    displayParts: internals.typeToDisplayParts(checker, type, container),
  };
}

function describe(
  internals: Internals,
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  file: ts.SourceFile,
  node: ts.Node,
): QuickInfo {
  return internals.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    symbol,
    file,
    internals.getContainerNode(node),
    node,
  );
}

/** On the keyword of `new Agent()`, the class is what a reader asks about. */
function constructedClass(compiler: TypeScript, touched: ts.Node): ts.Node {
  const parent = touched.parent as ts.Node | undefined;
  return parent &&
    compiler.isNewExpression(parent) &&
    touched.pos === parent.pos
    ? parent.expression
    : touched;
}

/** The name of what is called by the innermost call around a position. */
function calledAt(
  compiler: TypeScript,
  internals: Internals,
  file: ts.SourceFile,
  position: number,
): ts.Node | undefined {
  // The token before the cursor, so that a call may end with the cell.
  let node = internals.findPrecedingToken(position, file);
  while (node && node !== file) {
    const expression = calledBy(compiler, node);
    if (expression && position > expression.end) {
      return compiler.isPropertyAccessExpression(expression)
        ? expression.name
        : expression;
    }
    node = node.parent;
  }
  return undefined;
}

function calledBy(
  compiler: TypeScript,
  node: ts.Node,
): ts.Expression | undefined {
  return compiler.isCallExpression(node) || compiler.isNewExpression(node)
    ? node.expression
    : undefined;
}

/** Renders it as text: the signature, the description, and each tag. */
export function renderQuickInfo(
  compiler: TypeScript,
  { displayParts, documentation, tags = [] }: QuickInfo,
): string {
  const text = (parts: ts.SymbolDisplayPart[] | undefined) =>
    compiler.displayPartsToString(parts).trim();
  const described = tags
    .filter(({ text: parts }) => parts !== undefined)
    .map((tag) => `@${tag.name} ${text(tag.text)}`);
  // That a name was imported says nothing of what it is.
  const signature = text(displayParts)
    .replace(/^\(alias\) /, '')
    .replace(/\nimport \S+$/, '');
  return [signature, text(documentation), described.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

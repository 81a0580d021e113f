import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** What TypeScript exports and its types leave out. */
interface Internals {
  readonly nullTransformationContext: ts.TransformationContext;
  readonly Completions: {
    readonly getCompletionsAtPosition: (...args: unknown[]) => unknown;
  };
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      enclosing: ts.Node | undefined,
      node: ts.Node,
    ): Pick<ts.QuickInfo, 'displayParts' | 'documentation' | 'tags'>;
  };
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  getContainerNode(node: ts.Node): ts.Node | undefined;
  typeToDisplayParts(
    checker: ts.TypeChecker,
    type: ts.Type,
    enclosing: ts.Node | undefined,
  ): ts.SymbolDisplayPart[];
}

/** Options that tslab sets and TypeScript no longer has. */
const goneOptions = ['noImplicitUseStrict', 'disableTopLevelAwait'];

/** Returns the options without those that TypeScript no longer has. */
export function withoutGoneOptions(
  options: ts.CompilerOptions = {},
): ts.CompilerOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => !goneOptions.includes(name)),
  );
}

/**
 * Returns the functions that tslab's own fork of TypeScript adds to it,
 * written for TypeScript as it comes.
 */
export function forkedFunctions(compiler: TypeScript) {
  const internals = compiler as unknown as Internals;
  return {
    getNullTransformationContext: () => internals.nullTransformationContext,

    getDefaultTypeRoots: (folder: string) =>
      compiler.getEffectiveTypeRoots({}, { getCurrentDirectory: () => folder }),

    Completions: {
      ...internals.Completions,
      getCompletionsAtPositionForTslab:
        internals.Completions.getCompletionsAtPosition,
    },

    getQuickInfoAtPosition: (
      file: ts.SourceFile,
      checker: ts.TypeChecker,
      _token: ts.CancellationToken,
      position: number,
    ) => quickInfoAt(compiler, internals, file, checker, position),
  };
}

/** What a front end shows of the name or the expression at a position. */
function quickInfoAt(
  compiler: TypeScript,
  internals: Internals,
  file: ts.SourceFile,
  checker: ts.TypeChecker,
  position: number,
): ts.QuickInfo | undefined {
  const touched = internals.getTouchingPropertyName(file, position);
  if (touched === file) return undefined;
  const node = constructedClass(compiler, touched);
  const container = internals.getContainerNode(node);
  const start = node.getStart(file);
  const info = {
    kind: compiler.ScriptElementKind.unknown,
    kindModifiers: '',
    textSpan: { start, length: node.getEnd() - start },
  };
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol) {
    const display =
      internals.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
        checker,
        symbol,
        file,
        container,
        node,
      );
    return { ...info, ...display };
  }
  if (!compiler.isExpression(node)) return undefined;
  const type = checker.getTypeAtLocation(node);
  return {
    ...info,
    displayParts: internals.typeToDisplayParts(checker, type, container),
  };
}

/** On the keyword of `new Agent()`, the class is what a reader asks about. */
function constructedClass(compiler: TypeScript, touched: ts.Node): ts.Node {
  const { parent } = touched;
  return compiler.isNewExpression(parent) && touched.pos === parent.pos
    ? parent.expression
    : touched;
}

import type ts from 'typescript';

/** How the compiler turns types into text; its own types leave this out. */
type CreateNode = (...args: unknown[]) => unknown;
interface EmitResolver {
  createTypeOfDeclaration: CreateNode;
  createReturnTypeOfSignatureDeclaration: CreateNode;
  createTypeOfExpression: CreateNode;
}
interface CheckerWithResolver {
  getEmitResolver: (...args: unknown[]) => EmitResolver;
}

/** The third argument of each of them. */
const flagsArgument = 2;
/** `NodeBuilderFlags.AllowNodeModulesRelativePaths` */
const allowRelativePaths = 1 << 26;

/**
 * Has the declarations of cells name a type by the file that it is from, even
 * where the package offers no path to it: the next cell has to know the type,
 * and nobody publishes a cell.
 */
export function nameAllTypes(checker: ts.TypeChecker): void {
  const internals = checker as unknown as CheckerWithResolver;
  const getEmitResolver = internals.getEmitResolver.bind(checker);
  internals.getEmitResolver = (...args) => {
    const resolver = getEmitResolver(...args);
    return {
      ...resolver,
      createTypeOfDeclaration: allowing(resolver.createTypeOfDeclaration),
      createReturnTypeOfSignatureDeclaration: allowing(
        resolver.createReturnTypeOfSignatureDeclaration,
      ),
      createTypeOfExpression: allowing(resolver.createTypeOfExpression),
    };
  };
}

function allowing(create: CreateNode): CreateNode {
  return (...args) => {
    const flags = Number(args[flagsArgument]) | allowRelativePaths;
    return create(...args.with(flagsArgument, flags));
  };
}

/**
 * Takes the line `export {};` out of declaration files that export more. It
 * says that they export nothing else, so that a cell's declarations could not
 * name a type that stays inside.
 */
export function exportAllTypes(system: ts.System): void {
  const readFile = system.readFile.bind(system);
  system.readFile = (path, encoding) => {
    const text = readFile(path, encoding);
    return text !== undefined && /\.d\.[cm]?ts$/.test(path)
      ? withoutEmptyExport(text)
      : text;
  };
}

function withoutEmptyExport(text: string): string {
  const isModule = /^(?:export (?!\{\};)|import )/m.test(text);
  return isModule ? text.replace(/^export \{\};$/m, '') : text;
}

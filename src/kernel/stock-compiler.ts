import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** What TypeScript exports and its types leave out. */
interface Internals {
  readonly nullTransformationContext: ts.TransformationContext;
  readonly Completions: {
    readonly getCompletionsAtPosition: (
      host: object,
      program: ts.Program,
      ...rest: unknown[]
    ) => unknown;
  };
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
  const { nullTransformationContext, Completions } =
    compiler as unknown as Internals;
  return {
    getNullTransformationContext: () => nullTransformationContext,

    getDefaultTypeRoots: (folder: string) =>
      compiler.getEffectiveTypeRoots({}, { getCurrentDirectory: () => folder }),

    // What tslab then hands on unchanged: the file whose text it has just set.
    getQuickInfoAtPosition: (file: ts.SourceFile) => ({ file }),

    Completions: {
      ...Completions,
      // tslab's host is empty; names of modules are found through a real one.
      getCompletionsAtPositionForTslab: (
        _host: object,
        program: ts.Program,
        ...rest: unknown[]
      ) =>
        Completions.getCompletionsAtPosition(
          languageServiceHost(compiler, program),
          program,
          ...rest,
        ),
    },
  };
}

function languageServiceHost(
  { sys }: TypeScript,
  program: ts.Program,
): Partial<ts.LanguageServiceHost> {
  return {
    getCompilationSettings: () => program.getCompilerOptions(),
    getCurrentDirectory: () => program.getCurrentDirectory(),
    useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
    fileExists: (path) => sys.fileExists(path),
    readFile: (path, encoding) => sys.readFile(path, encoding),
    directoryExists: (path) => sys.directoryExists(path),
    getDirectories: (path) => sys.getDirectories(path),
    readDirectory: (...args) => sys.readDirectory(...args),
  };
}

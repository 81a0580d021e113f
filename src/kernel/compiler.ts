import type ts from 'typescript';
import { loopGuards } from './loop-guards.ts';
import { shorthandProperties } from './shorthand-properties.ts';
import { sourceDependencies } from './source-dependencies.ts';
import type { EmitLog } from './source-maps.ts';
import { forkedFunctions, withoutGoneOptions } from './stock-compiler.ts';
import { topLevelAwaitHint } from './top-level-await.ts';
import { earlierCells, type TypeScript } from './typescript.ts';

type Host = ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.BuilderProgram>;

/**
 * Gives a compiler that differs from the bundled one in what tslab lets a
 * cell do; what a cell means and where its code stands stay the same.
 */
export function mendCompiler(
  compiler: TypeScript,
  emitLog: EmitLog,
): TypeScript {
  const mended = {
    ...forkedFunctions(compiler),
    // So that tslab takes this object as it is.
    __esModule: true,

    createWatchCompilerHost(
      files: string[],
      options: ts.CompilerOptions,
      system: ts.System,
      _createProgram: null,
      ...reporters: ts.DiagnosticReporter[]
    ): Host {
      watchLearnersFilesOnly(system);
      return compiler.createWatchCompilerHost(
        files,
        { ...withoutGoneOptions(options), ...cellOptions(compiler) },
        system,
        createBuilder(compiler),
        ...reporters,
      );
    },

    createWatchProgram(host: Host) {
      const created = host.afterProgramCreate?.bind(host);
      host.afterProgramCreate = (builder) => {
        created?.(withTransformers(compiler, builder));
      };
      return compiler.createWatchProgram(host);
    },

    getPreEmitDiagnosticsOfFiles(
      program: ts.Program,
      files: readonly ts.SourceFile[],
    ): ts.Diagnostic[] {
      const diagnostics = files.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
        ...program.getDeclarationDiagnostics(file),
      ]);
      const hint = topLevelAwaitHint(compiler, files[0], diagnostics);
      return hint ? [...diagnostics, hint] : diagnostics;
    },

    transpileModule(source: string, options: ts.TranspileOptions) {
      return emitLog.transpile(compiler, source, options);
    },
  };
  // The compiler's own exports are getters that cannot be redefined.
  return Object.create(
    compiler,
    Object.getOwnPropertyDescriptors(mended),
  ) as TypeScript;
}

/**
 * The first of two steps leaves the language as the learner wrote it: tslab
 * looks for the cell's last expression, which lowering `using` would hide.
 */
function cellOptions(compiler: TypeScript): ts.CompilerOptions {
  return {
    strict: true,
    target: compiler.ScriptTarget.ESNext,
    lib: ['lib.esnext.d.ts'],
    types: ['node'],
    moduleResolution: compiler.ModuleResolutionKind.Bundler,
    rewriteRelativeImportExtensions: true,
    experimentalDecorators: false,
    inlineSourceMap: true,
  };
}

/**
 * Packages do not change while a notebook runs, and hundreds of watched
 * files would take time from what the notebook measures.
 */
function watchLearnersFilesOnly(system: ts.System): void {
  const watchFile = system.watchFile?.bind(system);
  const unwatched: ts.FileWatcher = { close: () => undefined };
  system.watchFile = (path, ...rest) => {
    const settled = path.endsWith('.d.ts') && !path.endsWith(earlierCells);
    if (settled || path.endsWith('package.json')) return unwatched;
    return watchFile?.(path, ...rest) ?? unwatched;
  };
  system.watchDirectory = () => unwatched;
}

/**
 * Programs without the usual builder's map of who refers to whom among all
 * files, types of packages included: it took a quarter of a cell's compilation,
 * and of all that it tells only a cell's own dependencies are asked for.
 */
function createBuilder({
  createAbstractBuilder,
}: TypeScript): ts.CreateProgram<ts.BuilderProgram> {
  return (...args) => {
    const builder = createAbstractBuilder(...args);
    // A checker binds each file's names, which tslab then reads.
    builder.getProgram().getTypeChecker();
    builder.getAllDependencies = (file) =>
      sourceDependencies(builder.getProgram(), file);
    return builder;
  };
}

function withTransformers(
  compiler: TypeScript,
  builder: ts.BuilderProgram,
): ts.BuilderProgram {
  const emit: ts.BuilderProgram['emit'] = (
    file,
    writeFile,
    token,
    onlyDeclarations,
    transformers,
  ) => {
    const checker = builder.getProgram().getTypeChecker();
    const before = [
      shorthandProperties(compiler, checker),
      loopGuards(compiler),
    ];
    return builder.emit(file, writeFile, token, onlyDeclarations, {
      ...transformers,
      before,
    });
  };
  return Object.assign(Object.create(builder) as ts.BuilderProgram, { emit });
}

import { join, parse } from 'node:path';
import type ts from 'typescript';
import type { Compilation } from './compilation.ts';
import { exportAllTypes, nameAllTypes } from './declared-types.ts';
import { isDeferredRead } from './deferred-reads.ts';
import { dynamicImports } from './dynamic-imports.ts';
import { importMeta } from './import-meta.ts';
import { liveVariables } from './live-variables.ts';
import type { LocalModules } from './local-modules.ts';
import { loopGuards } from './loop-guards.ts';
import { shorthandProperties } from './shorthand-properties.ts';
import { sourceDependencies } from './source-dependencies.ts';
import type { EmitLog } from './source-maps.ts';
import { forkedFunctions, withoutGoneOptions } from './stock-compiler.ts';
import { findTopLevelAwait } from './top-level-await.ts';
import { earlierCells, type TypeScript } from './typescript.ts';

type Host = ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.BuilderProgram>;

/** Where the mended compiler leaves what tslab does not ask for. */
export interface CompilerRecords {
  readonly emitLog: EmitLog;
  readonly compilation: Compilation;
  readonly modules: LocalModules;
}

/**
 * Returns a compiler that differs from TypeScript in what tslab needs and lets
 * a cell do; what a cell means and where its code stands stay the same.
 */
export function mendCompiler(
  compiler: TypeScript,
  records: CompilerRecords,
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
      exportAllTypes(system);
      watchLearnersFilesOnly(system);
      return compiler.createWatchCompilerHost(
        files,
        { ...withoutGoneOptions(options), ...cellOptions(compiler, system) },
        system,
        createBuilder(compiler),
        ...reporters,
      );
    },

    createWatchProgram(host: Host) {
      const created = host.afterProgramCreate?.bind(host);
      host.afterProgramCreate = (builder) => {
        records.compilation.program = builder.getProgram();
        created?.(withTransformers(compiler, builder, records.modules));
      };
      return compiler.createWatchProgram(host);
    },

    getPreEmitDiagnosticsOfFiles(
      program: ts.Program,
      [cell]: readonly ts.SourceFile[],
    ): ts.Diagnostic[] {
      if (!cell) return [];
      const complaints = complaintsAbout(program, cell).filter(
        (each) => !isDeferredRead(compiler, each),
      );
      Object.assign(records.compilation, {
        program,
        cell,
        complaints,
        hasTopLevelAwait: findTopLevelAwait(compiler, cell) !== undefined,
      });
      return complaints;
    },

    transpileModule(source: string, options: ts.TranspileOptions) {
      return records.emitLog.transpile(compiler, source, options);
    },
  };
  // The compiler's own exports are getters that cannot be redefined.
  return Object.create(
    compiler,
    Object.getOwnPropertyDescriptors(mended),
  ) as TypeScript;
}

/**
 * What is wrong with a cell and what it imports. What only its declarations
 * would have to name, and cannot, is not the learner's mistake.
 */
function complaintsAbout(
  program: ts.Program,
  cell: ts.SourceFile,
): ts.Diagnostic[] {
  return sourceDependencies(program, cell)
    .map((name) => program.getSourceFile(name))
    .filter((file) => file !== undefined)
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]);
}

/**
 * The first of two steps leaves the language as the learner wrote it: tslab
 * looks for the cell's last expression, which lowering `using` would hide.
 */
function cellOptions(
  compiler: TypeScript,
  system: ts.System,
): ts.CompilerOptions {
  return {
    strict: true,
    target: compiler.ScriptTarget.ESNext,
    lib: ['lib.esnext.d.ts'],
    types: ['node'],
    moduleResolution: compiler.ModuleResolutionKind.Bundler,
    rewriteRelativeImportExtensions: true,
    experimentalDecorators: false,
    // A learner's JavaScript file has no types to be strict about.
    checkJs: false,
    inlineSourceMap: true,
    // A cell may import from beside and above its folder.
    rootDir: parse(system.getCurrentDirectory()).root,
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
 * files, types of packages included: it took a quarter of a cell's compilation.
 * tslab asks for a cell's dependencies only to compile them, which `modules`
 * does.
 */
function createBuilder({
  createAbstractBuilder,
}: TypeScript): ts.CreateProgram<ts.BuilderProgram> {
  return (...args) => {
    const builder = createAbstractBuilder(...args);
    // A checker binds each file's names, which tslab then reads.
    nameAllTypes(builder.getProgram().getTypeChecker());
    builder.getAllDependencies = ({ fileName }) => [fileName];
    return builder;
  };
}

/** The names that tslab gives to what a cell is compiled to. */
const emittedCell = {
  script: 'outDir/__tslab__.js',
  types: 'outDir/__tslab__.d.ts',
};

/** Emits declarations even where the compiler cannot name all of their types. */
function forceEmit(
  program: ts.Program,
  ...args: Parameters<ts.Program['emit']>
): ts.EmitResult {
  const forceDeclarations = true;
  // A parameter that its types leave out.
  const internals = program as unknown as {
    emit(...all: [...typeof args, boolean]): ts.EmitResult;
  };
  return internals.emit(...args, forceDeclarations);
}

function withTransformers(
  compiler: TypeScript,
  builder: ts.BuilderProgram,
  modules: LocalModules,
): ts.BuilderProgram {
  const emit: ts.BuilderProgram['emit'] = (
    file,
    writeFile,
    token,
    onlyDeclarations,
    transformers,
  ) => {
    const program = builder.getProgram();
    const checker = program.getTypeChecker();
    if (file) modules.emit(compiler, program, file);
    const before = [
      shorthandProperties(compiler, checker),
      loopGuards(compiler),
      dynamicImports(compiler),
      importMeta(compiler, join(program.getCurrentDirectory(), 'cell.ts')),
      liveVariables(compiler),
    ];
    return forceEmit(
      program,
      file,
      (name, ...rest) => {
        const { script, types } = emittedCell;
        writeFile?.(name.endsWith('.d.ts') ? types : script, ...rest);
      },
      token,
      onlyDeclarations,
      { ...transformers, before },
    );
  };
  return Object.assign(Object.create(builder) as ts.BuilderProgram, { emit });
}

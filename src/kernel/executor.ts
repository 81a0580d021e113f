import { join } from 'node:path';
import { types } from 'node:util';
import vm from 'node:vm';
import type ts from 'typescript';
import type { CellScript } from './call-sites.ts';
import { CellVariables, createImports, takeOut } from './cell-variables.ts';
import { linesBeforeCell, type Compilation } from './compilation.ts';
import { describeComplaints } from './complaints.ts';
import {
  declarationsOfDefined,
  declarationsOfValues,
  namespacesIn,
} from './declarations.ts';
import { importFunction } from './dynamic-imports.ts';
import type { Failure } from './failures.ts';
import type { LocalModules } from './local-modules.ts';
import { inspectSafely } from './safely.ts';
import { adviceForCell, withoutExports } from './source-text.ts';
import { compiling, type SharedState } from './shared-state.ts';
import type { EmitLog, Position, PositionLookup } from './source-maps.ts';
import type { CompletionInfo, Converted, Converter, Tslab } from './tslab.ts';

/** What cells have defined, and how one more is compiled and run. */
export interface Executor {
  /** Compiles a cell after those that ran; gives what it makes of it. */
  compile(cell: CellSource): CompiledCell | CompileFailure;
  /**
   * Runs a cell; gives the value of its last expression, in an object: a
   * promise must not be taken for one to wait for.
   */
  run(cell: CompiledCell): Promise<{ readonly value: unknown }>;
  /**
   * Later cells see what the cell has defined: all of it, or as far as it came
   * if it broke off.
   */
  keep(cell: CompiledCell, isWhole: boolean): void;
  /** What could be written at an offset of a cell that is being written. */
  complete(source: string, offset: number): CompletionInfo;
  /** A cell that is being written, as a file of a program. */
  parse(source: string): ParsedCell;
}

export interface CellSource {
  readonly name: string;
  readonly label: string;
  readonly source: string;
}

export interface CompiledCell {
  readonly converted: Converted;
  readonly hasTopLevelAwait: boolean;
  /** What the cell itself declares. */
  readonly names: ReadonlySet<string>;
  /** What the names of those that were there before it stood for. */
  readonly earlier: ReadonlyMap<string, unknown>;
}

export interface ParsedCell {
  readonly program: ts.Program | undefined;
  readonly file: ts.SourceFile;
}

export interface CompileFailure {
  readonly failure: Failure;
}

export interface ExecutorParts {
  readonly tslab: Tslab;
  readonly emitLog: EmitLog;
  readonly compilation: Compilation;
  readonly modules: LocalModules;
  readonly scripts: Map<string, CellScript>;
  readonly state: SharedState;
}

/** "Cannot find module", of an import and of one for its effects. */
const moduleNotFound = [2307, 2882];

/** What stands before a cell's compiled code. */
const wrapperStart = '(function(exports, require, $import) { ';
const asyncWrapperStart = '(async function(exports, require, $import) { ';

/** Compiled imports are defined as getters on this: see `createImports`. */
const definedExport = /^Object\.defineProperty\(exports, /gm;
const definedImport = 'Object.defineProperty($import, ';

/** Returns an executor for cells in a folder, with nothing defined yet. */
export function createExecutor(
  folder: string,
  { tslab, emitLog, compilation, modules, scripts, state }: ExecutorParts,
): Executor {
  const variables = new CellVariables();
  const imports = createImports(variables);
  const require = modules.requireFrom(folder);
  let declarations = '';
  let converter: Converter | undefined;
  defineImport(folder, require);

  function convert<Result>(work: (converter: Converter) => Result): Result {
    state[compiling] = 1;
    try {
      converter ??= tslab.createConverter();
      return work(converter);
    } catch (error) {
      // It does not recover from what it was in the middle of.
      converter = undefined;
      throw error;
    } finally {
      state[compiling] = 0;
    }
  }

  function forgetConverter(): void {
    converter?.close();
    converter = undefined;
  }

  return {
    complete: (source, offset) =>
      convert(({ complete }) => complete(declarations, source, offset)),

    parse(source) {
      const { file } = convert(({ inspect }) =>
        inspect(declarations, source, 0),
      );
      return { program: compilation.program, file };
    },

    compile({ name, label, source }) {
      const text = withoutExports(tslab.compiler, source);
      const converted = convert((tools) => tools.convert(declarations, text));
      const failure = complaintsAbout(tslab, compilation, { label, source });
      if (failure) {
        // It never looks again for a file that was not there.
        if (lacksFile(compilation)) forgetConverter();
        return { failure };
      }
      const { hasTopLevelAwait } = compilation;
      const output = converted.output?.replace(definedExport, definedImport);
      const start = hasTopLevelAwait ? asyncWrapperStart : wrapperStart;
      const lookUp = withoutWrapper(
        start,
        output ?? '',
        emitLog.latestLookup(),
      );
      scripts.set(name, { label, lookUp });
      const script = `${start}${output ?? ''}\n})\n//# sourceURL=${name}`;
      const names = declaredNames(compilation);
      return {
        converted: { ...converted, output: script },
        names,
        hasTopLevelAwait,
        earlier: new Map(
          [...names]
            .filter((each) => Object.hasOwn(variables, each))
            .map((each) => [each, variables[each]]),
        ),
      };
    },

    async run({ converted, hasTopLevelAwait }) {
      const script = vm.runInThisContext(converted.output ?? '', {
        breakOnSigint: true,
      }) as (...parameters: unknown[]) => unknown;
      const result = script(variables, require, imports);
      // Without an await of its own a cell ends in the same turn.
      if (hasTopLevelAwait) await result;
      const name = converted.lastExpressionVar;
      return {
        value: name === undefined ? undefined : takeOut(variables, name),
      };
    },

    keep({ converted: { declOutput = '' }, names, earlier }, isWhole) {
      const kept = isWhole
        ? declOutput
        : declarationsOfDefined(tslab.compiler, declOutput, isDefined) +
          restore();
      declarations =
        kept + namespacesIn(tslab.compiler, declarations, kept, names);

      function isDefined(name: string): boolean {
        return !names.has(name) || variables[name] !== undefined;
      }

      /** A name that the cell did not come to declare is what it was. */
      function restore(): string {
        const lost = [...earlier.keys()].filter((name) => !isDefined(name));
        for (const name of lost) variables[name] = earlier.get(name);
        return declarationsOfValues(tslab.compiler, declarations, lost);
      }
    },
  };
}

/** What is shown of the value of a cell's last expression. */
export function renderValue(value: unknown): string {
  if (typeof value === 'string') return value;
  const text = inspectSafely(value);
  return types.isPromise(value) && text.includes('<pending>')
    ? 'Promise (still waiting): did you mean await?'
    : text;
}

/** The names that tslab exports of the cell that was compiled last. */
function declaredNames({ cell }: Compilation): ReadonlySet<string> {
  // What the compiler binds to a file, and its types leave out.
  const { locals } = (cell ?? {}) as { locals?: ReadonlyMap<string, unknown> };
  return new Set(locals?.keys());
}

/** "Cannot find module './words'": of the learner's own files. */
function lacksFile({ complaints }: Compilation): boolean {
  return complaints.some(
    ({ code, messageText }) =>
      moduleNotFound.includes(code) &&
      /'\.{1,2}\//.test(JSON.stringify(messageText)),
  );
}

/** What the compiler has against the cell that it has just compiled. */
function complaintsAbout(
  { compiler }: Tslab,
  { complaints, cell }: Compilation,
  { label, source }: Pick<CellSource, 'label' | 'source'>,
): Failure | undefined {
  if (complaints.length === 0 || !cell) return undefined;
  const failure = describeComplaints(compiler, complaints, cell, {
    label,
    source,
    linesBefore: linesBeforeCell,
  });
  const advice = adviceForCell(compiler, source);
  if (advice === undefined) return failure;
  return { ...failure, evalue: advice, traceback: [advice] };
}

/** An `import(…)` of a cell, as one in a file of its folder would be. */
function defineImport(folder: string, require: NodeJS.Require): void {
  const importFrom = vm.runInThisContext('(id) => import(id)', {
    filename: join(folder, 'cell.js'),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as (id: string) => Promise<unknown>;
  withoutWarnings(() => void importFrom('node:module'));
  const isOwn = (id: string) => id === 'tslab' || /^\.{0,2}\//.test(id);
  Object.defineProperty(globalThis, importFunction, {
    value: async (id: unknown) => {
      const name = String(id);
      if (!isOwn(name)) return importFrom(name);
      const module = require(name) as object;
      return { default: module, ...module };
    },
  });
}

/** Node warns once that this way of importing may change. */
function withoutWarnings(work: () => void): void {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  work();
  process.emitWarning = emitWarning;
}

/** The code is called on a line after it, which is in no cell. */
function withoutWrapper(
  start: string,
  output: string,
  lookUp: PositionLookup,
): PositionLookup {
  const lines = output.split('\n').length;
  return ({ line, column }: Position) => {
    if (line > lines) return;
    return lookUp({
      line,
      column: line === 1 ? column - start.length : column,
    });
  };
}

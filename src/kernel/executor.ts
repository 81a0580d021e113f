import { join } from 'node:path';
import { types } from 'node:util';
import vm from 'node:vm';
import type ts from 'typescript';
import type { CellScript } from './call-sites.ts';
import { linesBeforeCell, type Compilation } from './compilation.ts';
import { describeComplaints } from './complaints.ts';
import { declarationsOfDefined, namespacesIn } from './declarations.ts';
import { importFunction } from './dynamic-imports.ts';
import type { Failure } from './failures.ts';
import type { LocalModules } from './local-modules.ts';
import { inspectSafely } from './safely.ts';
import { adviceForForeignCell, withoutExports } from './source-text.ts';
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
  /** What the cell itself declares. */
  readonly names: ReadonlySet<string>;
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
}

/** "Cannot find module", of an import and of one for its effects. */
const moduleNotFound = [2307, 2882];

/** What stands before a cell's compiled code. */
const wrapperStart = '(function(exports, require) { ';
const asyncWrapperStart = '(async function(exports, require) { ';

/** Returns an executor for cells in a folder, with nothing defined yet. */
export function createExecutor(
  folder: string,
  { tslab, emitLog, compilation, modules, scripts }: ExecutorParts,
): Executor {
  const variables = createVariables();
  const require = modules.requireFrom(folder);
  let declarations = '';
  let converter: Converter | undefined;
  defineImport(folder, require);

  function convert<Result>(work: (converter: Converter) => Result): Result {
    converter ??= tslab.createConverter();
    try {
      return work(converter);
    } catch (error) {
      // It does not recover from what it was in the middle of.
      converter = undefined;
      throw error;
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
      const { output = '', hasToplevelAwait } = converted;
      const start = hasToplevelAwait ? asyncWrapperStart : wrapperStart;
      const lookUp = withoutWrapper(start, output, emitLog.latestLookup());
      scripts.set(name, { label, lookUp });
      const script = `${start}${output}\n})\n//# sourceURL=${name}`;
      return {
        converted: { ...converted, output: script },
        names: declaredNames(compilation),
      };
    },

    async run({ converted }) {
      const script = vm.runInThisContext(converted.output ?? '', {
        breakOnSigint: true,
      }) as (exports: object, require: NodeJS.Require) => unknown;
      const result = script(variables, require);
      // Without an await of its own a cell ends in the same turn.
      if (converted.hasToplevelAwait) await result;
      const name = converted.lastExpressionVar;
      return {
        value: name === undefined ? undefined : takeOut(variables, name),
      };
    },

    keep({ converted: { declOutput = '' }, names }, isWhole) {
      const isDefined = (name: string) =>
        !names.has(name) || variables[name] !== undefined;
      const kept = isWhole
        ? declOutput
        : declarationsOfDefined(tslab.compiler, declOutput, isDefined);
      declarations =
        kept + namespacesIn(tslab.compiler, declarations, kept, names);
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
  const advice = adviceForForeignCell(source);
  if (advice === undefined) return failure;
  return { ...failure, evalue: advice, traceback: [advice] };
}

/**
 * What cells define. Compiled imports are defined as getters; here they are
 * values like all others, so that a later cell can define the name anew.
 */
function createVariables(): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  return new Proxy(variables, {
    defineProperty(_target, name, attributes) {
      if (name !== '__esModule') {
        variables[String(name)] = attributes.get
          ? attributes.get()
          : attributes.value;
      }
      return true;
    },
  });
}

function takeOut(variables: Record<string, unknown>, name: string): unknown {
  const value = variables[name];
  Reflect.deleteProperty(variables, name);
  // A function without a name took that of the variable.
  if (typeof value === 'function' && value.name === name) {
    Object.defineProperty(value, 'name', { value: '' });
  }
  return value;
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

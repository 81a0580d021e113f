import { createRequire } from 'node:module';
import type ts from 'typescript';
import { mendCompiler, type CompilerRecords } from './compiler.ts';
import type { TypeScript } from './typescript.ts';

/**
 * The parts of tslab from which the kernel is put together. They are written
 * down here because tslab's own types bring an old Node's along.
 */
export interface Tslab {
  readonly version: string;
  readonly compiler: TypeScript;
  readonly createConverter: () => Converter;
  /** What a cell gets that imports "tslab". */
  readonly publicModule: unknown;
  readonly jupyter: {
    /** The way out for tslab's own `display`. */
    lastWriteDisplayData: (content: unknown, update?: boolean) => void;
  };
}

export interface Converted {
  /** JavaScript, to be run with `exports` and `require`. */
  readonly output?: string;
  /** What the cell and those before it declare. */
  readonly declOutput?: string;
  /** The name under which the value of the last expression is exported. */
  readonly lastExpressionVar?: string;
}

/** tslab's compiler of cells. */
export interface Converter {
  readonly convert: (declarations: string, source: string) => Converted;
  /** What could be written at an offset of the source. */
  readonly complete: (
    declarations: string,
    source: string,
    offset: number,
  ) => CompletionInfo;
  /** Has the compiler look at a cell that is still being written. */
  readonly inspect: (
    declarations: string,
    source: string,
    offset: number,
  ) => { readonly file: ts.SourceFile };
  readonly close: () => void;
}

/** What could stand between two offsets of a cell. */
export interface CompletionInfo {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
  /** What TypeScript itself gives, in offsets of the compiled file. */
  readonly original?: ts.CompletionInfo;
}

const compilerModule = '@tslab/typescript-for-tslab';

/**
 * Loads tslab with a compiler that is mended for it, in the module cache. In
 * the place of tslab's compiler npm has put the project's own TypeScript, by
 * way of the workspace `tslab-compiler`.
 */
export function loadTslab(records: CompilerRecords): Tslab {
  const require = createRequire(import.meta.url);
  const tslabRequire = createRequire(require.resolve('tslab/dist/main.js'));
  const compiler = tslabRequire(compilerModule) as TypeScript;
  const cached = tslabRequire.cache[tslabRequire.resolve(compilerModule)];
  if (cached) cached.exports = mendCompiler(compiler, records);
  const load = <Key extends keyof Tslab>(file: string) =>
    require(`tslab/${file}`) as Pick<Tslab, Key>;
  const { createConverter } = load<'createConverter'>('dist/converter.js');
  return {
    ...load<'version'>('package.json'),
    createConverter: () => createConverter(),
    compiler,
    publicModule: require('tslab/dist/public.js') as unknown,
    jupyter: require('tslab/dist/jupyter.js') as Tslab['jupyter'],
  };
}

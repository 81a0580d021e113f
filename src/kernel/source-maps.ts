import { SourceMap, type SourceMapPayload } from 'node:module';
import type ts from 'typescript';
import { withoutGoneOptions } from './stock-compiler.ts';
import { linesBeforeCell } from './compilation.ts';
import type { TypeScript } from './typescript.ts';

/** Counted from 1, as people and stack traces do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Tells, of a place in a cell's compiled code, where it is in the cell. */
export type PositionLookup = (compiled: Position) => Position | undefined;

const inlineMap =
  /\n?\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/;

/**
 * tslab compiles a cell in two steps, from TypeScript to a module and from
 * that to CommonJS, and keeps the map of neither. This keeps both.
 */
export interface EmitLog {
  /** Does the second step as `ts.transpileModule` would. */
  transpile(
    compiler: TypeScript,
    source: string,
    options: ts.TranspileOptions,
  ): ts.TranspileOutput;
  /** What the latest output of `transpile` was made from. */
  latestLookup(): PositionLookup;
}

/** Returns a log of what was compiled, empty as yet. */
export function createEmitLog(): EmitLog {
  let latest: PositionLookup = () => undefined;
  return {
    latestLookup: () => latest,
    transpile(compiler, source, options) {
      const output = transpileWithMaps(compiler, source, options);
      latest = lookUpIn(output.maps, linesBeforeCell);
      return output;
    },
  };
}

export interface MappedOutput extends ts.TranspileOutput {
  /** From the output back to what it was compiled from, step by step. */
  readonly maps: readonly string[];
}

/**
 * Does what `ts.transpileModule` does, for a source that was itself compiled
 * and has its map within it.
 */
export function transpileWithMaps(
  compiler: TypeScript,
  source: string,
  options: ts.TranspileOptions,
): MappedOutput {
  const encoded = inlineMap.exec(source)?.[1] ?? '';
  const output = compiler.transpileModule(source.replace(inlineMap, ''), {
    ...options,
    compilerOptions: {
      ...withoutGoneOptions(options.compilerOptions),
      // Node has no decorators yet, which `ESNext` would leave to it.
      target: compiler.ScriptTarget.ES2025,
      sourceMap: true,
    },
  });
  const first = Buffer.from(encoded, 'base64').toString();
  return {
    ...output,
    outputText: output.outputText.replace(/\/\/# sourceMappingURL=\S+\s*$/, ''),
    maps: [output.sourceMapText ?? '', first].filter((text) => text !== ''),
  };
}

/** Returns a lookup for what was compiled after some lines of its own. */
export function lookUpIn(
  texts: readonly string[],
  linesBefore = 0,
): PositionLookup {
  // Most of them never need their maps read.
  let maps: SourceMap[] | undefined;
  return (compiled) => {
    maps ??= texts.map(
      (text) => new SourceMap(JSON.parse(text) as SourceMapPayload),
    );
    let position: Position | undefined = compiled;
    for (const map of maps) position = position && follow(map, position);
    const line = (position?.line ?? 0) - linesBefore;
    return position && line > 0 ? { line, column: position.column } : undefined;
  };
}

function follow(map: SourceMap, at: Position): Position | undefined {
  const entry = map.findEntry(at.line - 1, at.column - 1);
  return 'originalLine' in entry
    ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    : undefined;
}

import { codePointsBefore, offsetOfCodePoint } from './code-points.ts';
import { completenessOf } from './completeness.ts';
import type { Executor } from './executor.ts';
import { quickInfoAt, renderQuickInfo } from './quick-info.ts';
import type { CompletionInfo } from './tslab.ts';
import type { TypeScript } from './typescript.ts';

/** What helps while a cell is written: Tab, Shift+Tab, Enter. */
export interface Assistant {
  /** What could stand at the cursor, which counts code points. */
  complete(code: string, cursor: number): object;
  /** The type and the description of what is at the cursor. */
  inspect(code: string, cursor: number): object;
  /** Whether a cell is one, or goes on in the next line. */
  isComplete(code: string): object;
}

/** What tslab puts before a cell. */
const cellPrefix = 'export {};\n';

/** Returns an assistant that knows what the cells so far have defined. */
export function createAssistant(
  compiler: TypeScript,
  executor: Executor,
): Assistant {
  return {
    complete(code, cursor) {
      const offset = offsetOfCodePoint(code, cursor);
      const found = executor.complete(code, offset);
      const { start, end, matches } = pathMatches(found, code, offset) ?? {
        start: found.start,
        end: found.end,
        matches: found.candidates,
      };
      return {
        status: 'ok',
        matches,
        cursor_start: codePointsBefore(code, start),
        cursor_end: codePointsBefore(code, end),
        metadata: {},
      };
    },

    inspect(code, cursor) {
      const offset = offsetOfCodePoint(code, cursor);
      const { program, file } = executor.parse(code);
      const position = cellPrefix.length + offset;
      const info = program && quickInfoAt(compiler, program, file, position);
      if (!info) return { status: 'ok', found: false, data: {}, metadata: {} };
      const text = renderQuickInfo(compiler, info);
      const data = { 'text/plain': text };
      return { status: 'ok', found: true, data, metadata: {} };
    },

    isComplete: (code) => completenessOf(compiler, code),
  };
}

/**
 * Inside the quotes of an import, TypeScript gives the names of modules with
 * the span that they replace.
 */
function pathMatches(
  { original }: CompletionInfo,
  code: string,
  offset: number,
) {
  const entries = original?.entries ?? [];
  const span = entries.find((entry) => entry.replacementSpan)?.replacementSpan;
  if (!span) return undefined;
  const start = span.start - cellPrefix.length;
  const typed = code.slice(start, offset);
  const matches = entries
    .map(({ name }) => name)
    .filter((name) => name.startsWith(typed));
  return { start, end: start + span.length, matches };
}

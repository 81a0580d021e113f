import { structuredPatch } from 'diff';
import {
  styled,
  type TextOptions,
  type TextStyle,
} from '../../trace/render/text-style.ts';

const contextLines = 3;

const styles: Readonly<Record<string, TextStyle>> = {
  '-': 'red',
  '+': 'green',
  '@': 'cyan',
};

/** The changes that turn one text into another, as a unified diff. */
export function renderDiff(
  before: { readonly name: string; readonly text: string },
  after: { readonly name: string; readonly text: string },
  options: Required<TextOptions>,
): string[] {
  const { hunks } = structuredPatch(
    before.name,
    after.name,
    before.text,
    after.text,
    undefined,
    undefined,
    { context: contextLines },
  );
  if (hunks.length === 0) return [];
  const lines = hunks.flatMap(
    ({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
      ...lines,
    ],
  );
  return [
    styled(`--- ${before.name}`, 'bold', options),
    styled(`+++ ${after.name}`, 'bold', options),
    ...lines.map((line) => {
      const style = styles[line[0] ?? ''];
      return style ? styled(line, style, options) : line;
    }),
  ];
}

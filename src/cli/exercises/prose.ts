import { columnsOf } from '../../command/columns.ts';
import {
  styled,
  type TextOptions,
  type TextStyle,
} from '../../trace/render/text-style.ts';

/** Longer lines of prose are hard to read. */
const widestProse = 80;

/**
 * Breaks a paragraph into lines; all but the first are indented.
 * @param columns how wide a line may be, including the indent
 */
export function wrapProse(
  text: string,
  columns: number,
  indent = '',
): string[] {
  const width = Math.max(10, Math.min(columns, widestProse));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width || line.trim() === '') line = longer;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line];
}

/** The simple Markdown of a task or a hint, as lines for a terminal. */
export function renderMarkdown(
  text: string,
  options: Required<TextOptions>,
): string[] {
  const blocks = blocksOf(text);
  return styleSpans(
    blocks.flatMap((block) =>
      block.startsWith('```')
        ? block
            .split('\n')
            .slice(1, -1)
            .map((line) => `    ${line}`)
        : wrapProse(block, options.columns, /^[-*] /.test(block) ? '  ' : ''),
    ),
    options,
  );
}

/** Splits into paragraphs, list items, code blocks and empty lines. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let isOpen = false;
  let isCode = false;
  for (const line of text.split('\n')) {
    const isFence = line.startsWith('```');
    const joins = isCode || (isOpen && !isFence && !/^([-*] |$)/.test(line));
    if (joins) blocks.push(`${blocks.pop() ?? ''}\n${line}`);
    else blocks.push(line);
    if (isFence) isCode = !isCode;
    isOpen = line !== '' && !isFence;
  }
  return blocks;
}

const spans: readonly (readonly [RegExp, TextStyle])[] = [
  [/`([^`]+)`/g, 'cyan'],
  [/\*\*([^*]+)\*\*/g, 'bold'],
];

/** A span may continue in the next line, so all lines are styled together. */
function styleSpans(
  lines: readonly string[],
  options: Required<TextOptions>,
): string[] {
  if (!options.colour) return [...lines];
  let text = lines.join('\n');
  for (const [pattern, style] of spans) {
    text = text.replace(pattern, (_, inner: string) =>
      inner
        .split('\n')
        .map((line) => styled(line, style, options))
        .join('\n'),
    );
  }
  return text.split('\n');
}

import { clamp } from './scale.ts';
import type { RungName } from './theme.ts';

/** Options of every picture that is made of characters. */
export interface TextOptions {
  /** The terminal's width in characters; 80 unless told. */
  readonly columns?: number;
  /** Whether to use the terminal's colours; false unless told. */
  readonly colour?: boolean;
}

/** Options with what was not told filled in, and a width that can be drawn in. */
export function withDefaults(options: TextOptions): Required<TextOptions> {
  const { columns = 80, colour = false } = options;
  return { columns: clamp(Math.floor(columns) || 80, 40, 200), colour };
}

/** The terminal's own colours, so that its theme is followed. */
const codes = {
  bold: 1,
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
  white: 37,
} as const;

export type TextStyle = keyof typeof codes;

/** The terminal's colour that is nearest to a rung's own. */
export const rungStyles: Readonly<Record<RungName, TextStyle>> = {
  blocking: 'white',
  sequential: 'yellow',
  pooled: 'magenta',
  unbounded: 'cyan',
  bounded: 'green',
};

export function styled(
  text: string,
  style: TextStyle,
  { colour }: Required<TextOptions>,
): string {
  return colour && text !== ''
    ? `\u001b[${codes[style]}m${text}\u001b[0m`
    : text;
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of a width in characters, exact to an eighth of one. */
export function barText(width: number): string {
  const whole = Math.floor(width);
  const bar =
    '█'.repeat(whole) + (eighths[Math.floor((width - whole) * 8)] ?? '');
  return bar === '' ? '▏' : bar;
}

/** What a terminal must not be sent: control characters from a server. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '\ufffd');
}

/** Items in as many lines as they need; colours take no width. */
export function wrapped(
  items: readonly { readonly text: string; readonly width: number }[],
  columns: number,
): string[] {
  const lines: string[][] = [];
  let used = columns;
  for (const { text, width } of items) {
    if (used + 3 + width > columns) {
      lines.push([]);
      used = -3;
    }
    lines.at(-1)?.push(text);
    used += 3 + width;
  }
  return lines.map((line) => line.join('   '));
}

import { styleText } from 'node:util';
import { clamp } from '../clamp.ts';

/** Options of every picture that is made of characters. */
export interface TextOptions {
  /** The terminal's width in characters; 80 by default. */
  readonly columns?: number;
  /** Whether to use the terminal's colours; false by default. */
  readonly colour?: boolean;
}

/** Fills in the defaults, and limits the width to one that can be drawn in. */
export function withDefaults(options: TextOptions): Required<TextOptions> {
  const { columns = 80, colour = false } = options;
  return { columns: clamp(Math.floor(columns) || 80, 40, 200), colour };
}

/** The terminal's own colours, so that its theme is followed. */
export type TextStyle =
  | 'bold'
  | 'dim'
  | 'red'
  | 'green'
  | 'yellow'
  | 'blue'
  | 'magenta'
  | 'cyan'
  | 'white';

const paletteStyles: readonly TextStyle[] = [
  'white',
  'yellow',
  'magenta',
  'cyan',
  'green',
];

/** The terminal's colour that is nearest to a colour of the palette. */
export function paletteStyle(index: number | undefined): TextStyle {
  return paletteStyles[index ?? -1] ?? 'blue';
}

/** Text in a style, or as it is where colours are off. */
export function styled(
  text: string,
  style: TextStyle,
  { colour }: Required<TextOptions>,
): string {
  if (!colour || text === '') return text;
  // The caller has decided; styleText would look at standard output again.
  return styleText(style, text, { validateStream: false });
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of a width in characters, exact to an eighth of one. */
export function barText(width: number): string {
  const whole = Math.floor(width);
  const bar =
    '█'.repeat(whole) + (eighths[Math.floor((width - whole) * 8)] ?? '');
  return bar === '' ? '▏' : bar;
}

/** Replaces control characters, which a server might send to the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '\ufffd');
}

/** Arranges items in as many lines as they need; `width` is without colour codes. */
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

import headless, { type IBufferCell, type Terminal } from '@xterm/headless';
import type { Cast } from './asciicast.ts';

/** Neighbouring characters of a line that look alike. */
export interface Run {
  readonly column: number;
  readonly text: string;
  /** How many columns the text takes. */
  readonly width: number;
  readonly style: RunStyle;
}

/**
 * Colours are 0–255 of the palette, `#rrggbb`, or absent: the terminal's own,
 * which are called `foreground` and `background` where they are swapped.
 */
export interface RunStyle {
  readonly foreground?: string;
  readonly background?: string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}

/** What a terminal shows at one moment. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Every line's runs; spaces without a background are left out. */
  readonly lines: readonly (readonly Run[])[];
}

/** A terminal without a window. */
export interface HiddenTerminal {
  write(text: string): Promise<void>;
  /** The lines as text, without spaces at their ends. */
  text(): string[];
  screen(): Screen;
  close(): void;
}

/** Opens a terminal that can be written to and read. */
export function startHiddenTerminal(
  columns: number,
  rows: number,
): HiddenTerminal {
  const terminal = new headless.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
  });
  const numbers = Array.from({ length: rows }, (_, row) => row);
  return {
    write: (text) =>
      new Promise((resolve) => {
        terminal.write(text, resolve);
      }),
    text: () => numbers.map((row) => lineText(terminal, row)),
    screen: () => ({
      columns,
      rows,
      lines: numbers.map((row) => runsOf(terminal, row)),
    }),
    close: () => {
      terminal.dispose();
    },
  };
}

function lineOf(terminal: Terminal, row: number) {
  const { active } = terminal.buffer;
  return active.getLine(active.baseY + row);
}

function lineText(terminal: Terminal, row: number): string {
  return lineOf(terminal, row)?.translateToString(true).trimEnd() ?? '';
}

function runsOf(terminal: Terminal, row: number): Run[] {
  const line = lineOf(terminal, row);
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column++) {
    const cell = line?.getCell(column);
    // The second half of a wide character is not a cell of its own.
    if (!cell || cell.getWidth() === 0) continue;
    const [text, width] = [cell.getChars() || ' ', cell.getWidth()];
    runs.push({ column, text, width, style: styleOf(cell) });
  }
  return joined(runs).filter(
    ({ text, style }) => text.trim() !== '' || style.background !== undefined,
  );
}

function styleOf(cell: IBufferCell): RunStyle {
  const { foreground, background } = coloursOf(cell);
  return {
    ...(foreground !== undefined && { foreground }),
    ...(background !== undefined && { background }),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
  };
}

function coloursOf(cell: IBufferCell) {
  const foreground = colourOf(
    cell.isFgRGB(),
    cell.isFgPalette(),
    cell.getFgColor(),
  );
  const background = colourOf(
    cell.isBgRGB(),
    cell.isBgPalette(),
    cell.getBgColor(),
  );
  if (cell.isInverse() === 0) return { foreground, background };
  return {
    foreground: background ?? 'background',
    background: foreground ?? 'foreground',
  };
}

function colourOf(
  isRgb: boolean,
  isPalette: boolean,
  value: number,
): string | undefined {
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  return isPalette ? String(value) : undefined;
}

/** Joins neighbours that look alike; a wide character stays alone. */
function joined(cells: readonly Run[]): Run[] {
  const runs: Run[] = [];
  for (const cell of cells) {
    const last = runs.at(-1);
    const alike =
      last && JSON.stringify(last.style) === JSON.stringify(cell.style);
    if (!alike || last.width !== last.text.length || cell.width > 1) {
      runs.push(cell);
      continue;
    }
    const [text, width] = [last.text + cell.text, last.width + cell.width];
    runs[runs.length - 1] = { ...last, text, width };
  }
  return runs;
}

/** The screen at a marker. */
export interface Moment {
  readonly label: string;
  readonly text: readonly string[];
  readonly screen: Screen;
}

/** Replays a recording and returns what its markers show. */
export async function replay(cast: Cast): Promise<Moment[]> {
  const terminal = startHiddenTerminal(cast.columns, cast.rows);
  const moments: Moment[] = [];
  for (const { code, data } of cast.events) {
    if (code === 'o') await terminal.write(data);
    else {
      const [text, screen] = [terminal.text(), terminal.screen()];
      moments.push({ label: data, text, screen });
    }
  }
  terminal.close();
  return moments;
}

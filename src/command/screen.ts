import type { WriteStream } from 'node:tty';

/** The last lines of a terminal, which can be redrawn. */
export interface Screen {
  readonly columns: number;
  readonly colour: boolean;
  /** Replaces the lines drawn before. */
  draw(lines: readonly string[]): void;
  /** Removes the lines. */
  clear(): void;
}

/**
 * Draws on a terminal. The cursor stays visible and below the lines, so a
 * program that is killed, even while its thread is blocked, leaves the terminal
 * usable.
 */
export function createScreen(terminal: WriteStream): Screen {
  let drawn = 0;
  const home = () => (drawn > 0 ? `\x1b[${drawn}A\r` : '');
  return {
    get columns() {
      return terminal.columns;
    },
    colour: terminal.hasColors(),
    draw(lines) {
      const text = lines.map((line) => `${line}\x1b[K\n`).join('');
      terminal.write(home() + text);
      drawn = lines.length;
    },
    clear() {
      terminal.write(`${home()}\x1b[J`);
      drawn = 0;
    },
  };
}

/** Whether lines can be redrawn: on a terminal with enough rows and a cursor. */
export function canDraw(
  stream: NodeJS.WriteStream,
  rows: number,
): stream is WriteStream & NodeJS.WriteStream {
  return (
    stream.isTTY && process.env['TERM'] !== 'dumb' && stream.rows > rows + 1
  );
}

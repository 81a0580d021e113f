import type { WriteStream } from 'node:tty';

/** Lines at the end of a terminal that are drawn over again and again. */
export interface Screen {
  readonly columns: number;
  readonly colour: boolean;
  /** Draws lines in place of those drawn before. */
  draw(lines: readonly string[]): void;
  /** Takes the lines away. */
  clear(): void;
}

/**
 * Draws on a terminal. The cursor stays visible and is always left below the
 * lines, so that a program that is ended meanwhile, be it while its thread
 * stands still, leaves nothing to be put right.
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

/** True where lines can be drawn over: a terminal that can move its cursor. */
export function canDraw(
  stream: NodeJS.WriteStream,
  rows: number,
): stream is WriteStream & NodeJS.WriteStream {
  return (
    stream.isTTY && process.env['TERM'] !== 'dumb' && stream.rows > rows + 1
  );
}

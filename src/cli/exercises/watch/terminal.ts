import { emitKeypressEvents } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import type { TextOptions } from '../../../trace/render/text-style.ts';
import { textOptionsOf } from '../context.ts';
import type { Key } from './pressed.ts';

/** The whole screen of the terminal; it must be closed whatever happens. */
export interface Terminal {
  readonly rows: number;
  readonly text: Required<TextOptions>;
  /** Shows these lines; there must be as many as rows. */
  draw(lines: readonly string[]): void;
  /** Gives the terminal to another program until that has ended. */
  readonly lend: (borrow: () => Promise<void>) => Promise<void>;
  /** Restores the terminal to what it was. */
  readonly close: () => void;
}

/** Whether standard input and output are a terminal that can be drawn on. */
export function hasTerminal(): boolean {
  const { stdin, stdout, env } = process;
  return stdin.isTTY && stdout.isTTY && env['TERM'] !== 'dumb';
}

const escape = '\u001b[';
/** The alternate screen, no cursor, and long lines are cut, not wrapped. */
const enter = `${escape}?1049h${escape}?25l${escape}?7l`;
const leave = `${escape}?7h${escape}?25h${escape}?1049l`;
/** A terminal that supports these shows what is between them all at once. */
const [begin, end] = [`${escape}?2026h`, `${escape}?2026l`];

/** Opens the terminal that the process runs in. */
export function openTerminal(
  onKey: (key: Key) => void,
  onResize: () => void,
  input: ReadStream = process.stdin,
  output: WriteStream = process.stdout,
): Terminal {
  const keypress = (_: unknown, key: Key) => {
    onKey(key);
  };
  let isOpen = false;

  function open(): void {
    isOpen = true;
    input.setRawMode(true);
    input.on('keypress', keypress);
    input.resume();
    output.on('resize', onResize);
    output.write(enter);
    // Even when something throws unexpectedly.
    process.on('exit', close);
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    process.off('exit', close);
    input.off('keypress', keypress);
    input.setRawMode(false);
    input.pause();
    output.off('resize', onResize);
    output.write(leave);
  }

  async function lend(borrow: () => Promise<void>): Promise<void> {
    if (!isOpen) return;
    close();
    try {
      await borrow();
    } finally {
      open();
      // What happened meanwhile is drawn now.
      onResize();
    }
  }

  emitKeypressEvents(input);
  open();
  return {
    get rows() {
      return output.rows || 24;
    },
    get text() {
      return textOptionsOf(output);
    },
    draw(lines) {
      if (!isOpen) return;
      // Erased first: afterwards it would erase a letter in the last column.
      const text = lines.map((line) => `${escape}2K${line}`).join('\r\n');
      output.write(`${begin}${escape}H${text}${end}`);
    },
    lend,
    close,
  };
}

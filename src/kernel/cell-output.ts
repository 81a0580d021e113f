import type { OutputBudget } from './output-budget.ts';
import type { Publish, StreamName } from './outputs.ts';

/** What one cell shows, in the order in which it did. */
export interface CellOutput {
  write(name: StreamName, text: string): void;
  /** Shows something other than printed text. */
  readonly publish: Publish;
  /** Resolves when all that the cell has shown so far was sent. */
  drain(): Promise<void>;
  /** Throws away what is waiting to be sent, and says so. */
  cut(): void;
}

type Entry =
  | { readonly name: StreamName; text: string }
  | { readonly type: string; readonly content: unknown };

const chunkCharacters = 64 * 1024;
/** What a browser still shows well. */
const mostCharacters = 8_000_000;

/**
 * Returns the output of a cell, sent by `publish` as fast as the budget
 * allows: at once while there is little of it, and then in larger pieces.
 */
export function createCellOutput(
  publish: Publish,
  budget: OutputBudget,
): CellOutput {
  let waiting: Entry[] = [];
  let written = 0;
  let leftOut = 0;
  let timer: NodeJS.Timeout | undefined;
  let drained: (() => void)[] = [];

  function write(name: StreamName, text: string): void {
    const room = Math.max(0, mostCharacters - written);
    const kept = text.length > room ? text.slice(0, room) : text;
    written += kept.length;
    leftOut += text.length - kept.length;
    if (kept === '') return;
    const last = waiting.at(-1);
    if (last && 'text' in last && last.name === name) last.text += kept;
    else waiting.push({ name, text: kept });
    send();
  }

  /** Sends what may be sent now, and comes back for the rest. */
  function send(): void {
    if (timer) return;
    for (let entry = waiting[0]; entry; entry = waiting[0]) {
      const piece = firstPiece(entry);
      const bytes = Buffer.byteLength(JSON.stringify(piece.content));
      if (!budget.take(bytes)) {
        timer = setTimeout(sendLater, budget.waitMs(bytes));
        return;
      }
      publish(piece.type, piece.content);
      if (piece.rest === '') waiting.shift();
      else (entry as { text: string }).text = piece.rest;
    }
    for (const resolve of drained) resolve();
    drained = [];
  }

  function sendLater(): void {
    timer = undefined;
    send();
  }

  function sayWhatIsLeftOut(): void {
    if (leftOut === 0) return;
    const size = `${(leftOut / 1_000_000).toFixed(1)} MB`;
    leftOut = 0;
    const text = `\n… ${size} more were printed than a notebook can hold, and left out here. To keep so much, write it to a file.\n`;
    waiting.push({ name: 'stderr', text });
  }

  return {
    write,
    publish(type, content) {
      waiting.push({ type, content });
      send();
    },
    async drain() {
      sayWhatIsLeftOut();
      await new Promise<void>((resolve) => {
        drained.push(resolve);
        send();
      });
    },
    cut() {
      for (const entry of waiting) {
        if ('text' in entry) leftOut += entry.text.length;
      }
      waiting = waiting.filter((entry) => !('text' in entry));
    },
  };
}

/** What of an entry fits into one message, and the text that does not. */
function firstPiece(entry: Entry) {
  if (!('text' in entry)) return { ...entry, rest: '' };
  const { name, text } = entry;
  const end = wholeCharacters(text, chunkCharacters);
  return {
    type: 'stream',
    content: { name, text: text.slice(0, end) },
    rest: text.slice(end),
  };
}

/** Two halves of one character must not travel apart. */
function wholeCharacters(text: string, end: number): number {
  const isHalf = /[\uD800-\uDBFF]/.test(text[end - 1] ?? '');
  return isHalf && end < text.length ? end - 1 : end;
}

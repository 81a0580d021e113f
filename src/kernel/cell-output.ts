import type { OutputBudget } from './output-budget.ts';
import type { Publish, StreamName } from './outputs.ts';

type Entry =
  | { readonly name: StreamName; text: string }
  | { readonly type: string; readonly content: unknown };

/** The real one: a cell may put another in its place, to test with it. */
const { setTimeout } = globalThis;

const chunkCharacters = 64 * 1024;
/** When it is first said that output of an ended cell was left out. */
const firstToldMs = 1000;
/** What a browser still shows well. */
const mostCharacters = 8_000_000;

/**
 * What one cell shows, in the order in which it did. It is sent as fast as the
 * budget allows: at once while there is little, and then in larger pieces.
 */
export class CellOutput {
  readonly #publish: Publish;
  readonly #budget: OutputBudget;
  #waiting: Entry[] = [];
  #written = 0;
  #leftOut = 0;
  #timer: NodeJS.Timeout | undefined;
  #drained: (() => void)[] = [];
  #toldTimer: NodeJS.Timeout | undefined;
  #toldMs = firstToldMs;
  #hasEnded = false;

  constructor(publish: Publish, budget: OutputBudget) {
    this.#publish = publish;
    this.#budget = budget;
  }

  /** Shows printed text, as far as a notebook can hold it. */
  write(name: StreamName, text: string): void {
    const room = Math.max(0, mostCharacters - this.#written);
    const kept = text.length > room ? text.slice(0, room) : text;
    this.#written += kept.length;
    this.#leftOut += text.length - kept.length;
    if (this.#leftOut > 0 && this.#hasEnded) this.#sayLater();
    if (kept === '') return;
    const last = this.#waiting.at(-1);
    if (last && 'text' in last && last.name === name) last.text += kept;
    else this.#waiting.push({ name, text: kept });
    this.#send();
  }

  /** Shows something other than printed text. */
  publish(type: string, content: unknown): void {
    this.#waiting.push({ type, content });
    this.#send();
  }

  /** Resolves when all that the cell has shown so far was sent. */
  async drain(): Promise<void> {
    this.#hasEnded = true;
    this.#sayWhatIsLeftOut();
    await new Promise<void>((resolve) => {
      this.#drained.push(resolve);
      this.#send();
    });
  }

  /** Throws away the text that is waiting to be sent. */
  cut(): void {
    const isText = (entry: Entry) => 'text' in entry;
    for (const entry of this.#waiting) {
      if ('text' in entry) this.#leftOut += entry.text.length;
    }
    this.#waiting = this.#waiting.filter((entry) => !isText(entry));
  }

  /** Sends what may be sent now, and comes back for the rest. */
  #send(): void {
    if (this.#timer) return;
    for (let entry = this.#waiting[0]; entry; entry = this.#waiting[0]) {
      const piece = firstPiece(entry);
      const bytes = Buffer.byteLength(JSON.stringify(piece.content));
      if (!this.#budget.take(bytes)) {
        this.#sendIn(this.#budget.waitMs(bytes));
        return;
      }
      this.#publish(piece.type, piece.content);
      if (piece.rest === '') this.#waiting.shift();
      else (entry as { text: string }).text = piece.rest;
    }
    for (const resolve of this.#drained) resolve();
    this.#drained = [];
  }

  #sendIn(delayMs: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, delayMs);
  }

  /** A cell that has ended may print on and on; it is said ever less often. */
  #sayLater(): void {
    if (this.#toldTimer) return;
    this.#toldTimer = setTimeout(() => {
      this.#toldTimer = undefined;
      this.#sayWhatIsLeftOut();
      this.#send();
    }, this.#toldMs).unref();
    this.#toldMs *= 2;
  }

  #sayWhatIsLeftOut(): void {
    if (this.#leftOut === 0) return;
    const size = `${(this.#leftOut / 1_000_000).toFixed(1)} MB`;
    this.#leftOut = 0;
    const text = `\n… ${size} more were printed than a notebook can hold, and left out here. To keep so much, write it to a file.\n`;
    this.#waiting.push({ name: 'stderr', text });
  }
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

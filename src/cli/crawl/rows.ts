import { createReadStream } from 'node:fs';
import { open, truncate } from 'node:fs/promises';
import pLimit from 'p-limit';
import type { Page } from './page.ts';

/** What each row begins with, even one that was only half written. */
const beginning = '{"url":"';

/** @throws SyntaxError for a line that is not a page */
function parseRow(line: string): Page {
  const row = JSON.parse(line) as Partial<Page> | null;
  const isPage = line.startsWith(beginning) && row?.status && row.links;
  if (isPage) return row as Page;
  throw new SyntaxError(`Not a page: ${line.slice(0, 60)}`);
}

/**
 * Gives the pages of an output file. If the last line was only half written, it
 * is cut off the file; its page will be read again.
 * @throws SyntaxError at a line that is not a page
 */
export async function* readRows(file: string): AsyncGenerator<Page> {
  let [rest, endBytes] = ['', 0];
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield parseRow(line);
      endBytes += Buffer.byteLength(line) + 1;
    }
  }
  const isHalf = rest.startsWith(beginning) || beginning.startsWith(rest);
  if (!isHalf) throw new SyntaxError(`Not a page: ${rest.slice(0, 60)}`);
  if (rest !== '') await truncate(file, endBytes);
}

/** A file to which pages are added, one line each. */
export interface Rows {
  /** Resolves when the operating system has the line: a crash cannot lose it. */
  readonly save: (page: Page) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens a file to append to, or creates it. */
export async function openRows(file: string): Promise<Rows> {
  const [handle, inTurn] = [await open(file, 'a'), pLimit(1)];
  const append = (line: string) => inTurn(() => handle.appendFile(line));
  const save = (page: Page) => append(`${JSON.stringify(page)}\n`);
  return { save, close: () => handle.close() };
}

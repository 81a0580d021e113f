import { existsSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { UsageError, WorkError } from '../../command/options.ts';
import { standardOutput, writablePath } from '../../command/files.ts';
import { printable } from '../../trace/render/text-style.ts';
import { counted } from '../../trace/render/words.ts';
import { add, createFrontier } from './frontier.ts';
import { withOutputLock } from './lock.ts';
import type { CrawlOptions } from './options.ts';
import type { Page } from './page.ts';
import { openRows, readRows, type Rows } from './rows.ts';

/** Where pages are written, and the pages that are there already. */
export interface Output extends Rows {
  readonly file: string | undefined;
  readonly before: readonly Page[];
  /** Whether lines go to the terminal, so that nothing else may be drawn. */
  readonly isShown: boolean;
}

/** How a crawl writes its pages. */
type Wishes = Pick<CrawlOptions, 'output' | 'json' | 'queries'>;

/**
 * Opens what the pages of a crawl are written to while it works: a file,
 * standard output, or nothing.
 * @throws UsageError if the file cannot be written or is not a crawl's output,
 * WorkError if another crawl is writing to it
 */
export async function withOutput<Result>(
  urls: readonly string[],
  wishes: Wishes,
  work: (output: Output) => Promise<Result>,
): Promise<Result> {
  const { output, json, queries } = wishes;
  if (output === undefined || output === standardOutput) {
    return work(openStream(json));
  }
  const file = pathOf(output);
  return withOutputLock(file, async () =>
    work(await openFile(file, urls, queries)),
  );
}

function openStream(json: boolean): Output {
  return {
    file: undefined,
    before: [],
    isShown: !json && process.stdout.isTTY,
    save: json ? () => Promise.resolve() : printRow,
    close: () => Promise.resolve(),
  };
}

function pathOf(file: string): string {
  try {
    return writablePath(file);
  } catch (error) {
    if (!(error instanceof WorkError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

async function openFile(
  file: string,
  urls: readonly string[],
  queries: boolean,
): Promise<Output> {
  const isThere = existsSync(file);
  const before = isThere ? await readBefore(file, urls) : [];
  const rows = await openRows(file).catch((cause: unknown) => {
    throw unwritable(file, cause);
  });
  if (isThere) {
    process.stderr.write(renderResumption(file, before, urls, queries));
  }
  return {
    file,
    before,
    isShown: false,
    async save(page) {
      await rows.save(page).catch((cause: unknown) => {
        throw unwritable(file, cause);
      });
    },
    async close() {
      await rows.close();
      // If nothing was read, no empty file stays behind.
      if (!isThere && statSync(file).size === 0) rmSync(file);
    },
  };
}

/** Reads the pages that an earlier run of these sites wrote. */
async function readBefore(
  file: string,
  urls: readonly string[],
): Promise<Page[]> {
  const origins = new Set(urls.map((url) => new URL(url).origin));
  const pages: Page[] = [];
  try {
    for await (const page of readRows(file)) {
      const { origin } = new URL(page.url);
      if (!origins.has(origin)) throw otherSite(file, origin);
      pages.push(page);
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const words = printable((cause as Error).message);
    throw new UsageError(
      `${file} exists and is not the output of a crawl (${words}). Name another file.`,
      { cause },
    );
  }
  return pages;
}

/** Returns what a crawl takes up from the pages of an earlier run. */
function renderResumption(
  file: string,
  before: readonly Page[],
  urls: readonly string[],
  queries: boolean,
): string {
  if (before.length === 0) return `${file} exists, and has no pages yet.\n`;
  const frontier = createFrontier(before, queries);
  for (const url of urls) frontier.robots.set(new URL(url).origin, []);
  const links = before.flatMap((page) => page.links);
  const left = add(frontier, [...links, ...urls]).length;
  const rest =
    left === 0
      ? 'They lead to no page that is not in it'
      : `They lead to ${counted(left, 'page')} that ${left === 1 ? 'is' : 'are'} not in it, to be read now if robots.txt allows it`;
  return `${file} exists: this continues after its ${counted(before.length, 'page')}. ${rest}.\n`;
}

function otherSite(file: string, origin: string): UsageError {
  return new UsageError(
    `${file} has pages of ${origin}, which is not one of the sites to crawl. Name another file, or add ${origin}.`,
  );
}

function unwritable(file: string, cause: unknown): WorkError {
  const { message } = cause as Error;
  return new WorkError(`${file} could not be written: ${message}`, { cause });
}

/** Waits if the reader of standard output is slow. */
async function printRow(page: Page): Promise<void> {
  const isTaken = process.stdout.write(`${JSON.stringify(page)}\n`);
  if (!isTaken) await once(process.stdout, 'drain');
}

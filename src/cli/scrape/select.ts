import { load } from 'cheerio';
import { fetch } from 'undici';
import { withAgent } from '../../client/with-agent.ts';
import { startBoundedWorker } from '../../command/bounded-worker.ts';
import { UsageError, WorkError } from '../../command/options.ts';
import { readBody } from '../crawl/body.ts';
import { find } from './find.ts';
import type { SelectTask } from './select-worker.ts';

/** @throws UsageError if the selector is malformed */
export function checkSelector(selector: string): void {
  try {
    find(load(''), selector);
  } catch (cause) {
    const { message } = cause as Error;
    throw new UsageError(
      `--select must be a CSS selector, but got "${selector}": ${message}.`,
      { cause },
    );
  }
}

/** What a selector found on a page. */
export interface Selection {
  readonly pages: number;
  readonly handles: readonly string[];
  /** Why there may be more than that. */
  readonly problem?: string;
}

/**
 * Reads one page, following redirects, and gives what the selector finds
 * there: the whole address of each link, the text of anything else.
 * @throws Error if the answer is not a page, WorkError if it cannot be parsed
 */
export async function selectFrom(
  url: string,
  selector: string,
): Promise<Selection> {
  return withAgent({}, async (dispatcher) => {
    const response = await fetch(url, { dispatcher });
    const type = response.headers.get('content-type') ?? 'of no type';
    if (response.status !== 200 || !type.includes('html')) {
      throw new Error(`${url}: ${response.status} ${type}`);
    }
    // fetch has unpacked it already.
    const { body, problem } = await readBody(response.body ?? [], {});
    const headers = { 'content-type': type };
    const answer = { status: response.status, headers, body };
    const handles = await select({ url: response.url, answer, selector });
    return { pages: 1, handles, ...(problem && { problem }) };
  });
}

/** Looks for it in a thread: a page may be nested too deep for this one. */
async function select(task: SelectTask): Promise<string[]> {
  const worker = startBoundedWorker<SelectTask, string[]>(
    new URL('select-worker.ts', import.meta.url),
  );
  try {
    return await worker.run(task);
  } catch (cause) {
    const { message } = cause as Error;
    throw new WorkError(`${task.url} was not searched: ${message}.`, { cause });
  } finally {
    await worker.close();
  }
}

import { load, type CheerioAPI } from 'cheerio';
import { fetch } from 'undici';
import { withAgent } from '../../client/with-agent.ts';
import { UsageError } from '../../command/options.ts';

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

/**
 * Reads one page, following redirects, and gives what the selector finds
 * there: the whole address of each link, the text of anything else.
 * @throws Error if the answer is not a page
 */
export async function selectFrom(
  url: string,
  selector: string,
): Promise<{ pages: number; handles: string[] }> {
  return withAgent({}, async (dispatcher) => {
    const response = await fetch(url, { dispatcher });
    const html = await response.text();
    const type = response.headers.get('content-type') ?? 'of no type';
    if (response.status !== 200 || !type.includes('html')) {
      throw new Error(`${url}: ${response.status} ${type}`);
    }
    const $ = load(html);
    const found = find($, selector).toArray();
    const handles = found.map((element) => {
      const href = $(element).attr('href');
      return href === undefined ? textOf($(element)) : absolute(href, response);
    });
    return { pages: 1, handles };
  });
}

/** Not `$(selector)`, which would read a text such as `<p>` as HTML. */
function find($: CheerioAPI, selector: string) {
  return $.root().find(selector);
}

/** The text in one line, because each thing found is printed on its own line. */
function textOf(element: { text(): string }): string {
  return element.text().replaceAll(/\s+/g, ' ').trim();
}

function absolute(href: string, { url }: { url: string }): string {
  return URL.parse(href, url)?.href ?? href;
}

import type { CheerioAPI } from 'cheerio';
import type { Answer } from '../crawl/ask.ts';
import { loadPage } from '../crawl/load-page.ts';
import { baseOf } from '../crawl/page.ts';
import { find } from './find.ts';

/** What a thread is given to look for. */
export interface SelectTask {
  readonly url: string;
  readonly answer: Answer;
  readonly selector: string;
}

/** Returns the whole address of each link found, the text of anything else. */
export default function select(task: SelectTask): string[] {
  const $ = loadPage(task.answer);
  const base = baseOf($, task.url);
  const elements = find($, task.selector).toArray();
  return elements.map((element) => {
    const href = $(element).attr('href');
    if (href === undefined) return textOf($(element));
    return URL.parse(href, base)?.href ?? href;
  });
}

/** The text in one line, because each thing found is printed on its own line. */
function textOf(element: ReturnType<CheerioAPI>): string {
  return element.text().replaceAll(/\s+/g, ' ').trim();
}

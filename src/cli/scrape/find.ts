import type { CheerioAPI } from 'cheerio';

/** Not `$(selector)`, which would read a text such as `<p>` as HTML. */
export function find($: CheerioAPI, selector: string) {
  return $.root().find(selector);
}

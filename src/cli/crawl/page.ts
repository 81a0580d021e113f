import { load } from 'cheerio';
import type { Answer } from './ask.ts';

/** A page that was read: one line of the crawl's output. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly title: string;
  /** Absolute addresses, each once, without their fragments. */
  readonly links: readonly string[];
}

/**
 * Returns the page in an answer. A redirect is a page that has only a link.
 */
export function parsePage(url: string, answer: Answer): Page {
  const { status, headers, text } = answer;
  const isPage = status === 200 && /html/.test(String(headers['content-type']));
  const $ = load(isPage ? text : '');
  const base = URL.parse($('base').attr('href') ?? '', url)?.href ?? url;
  const written = $('a').map((_, link) => $(link).attr('href'));
  const targets = [...written.get(), ...[headers['location'] ?? []].flat()];
  const links = targets.flatMap((target) => URL.parse(target, base) ?? []);
  const onWeb = links.filter(({ protocol }) => /^https?:$/.test(protocol));
  const addresses = onWeb.map(({ href }) => href.replace(/#.*/, ''));
  const title = $('title').first().text().trim();
  return { url, status, title, links: [...new Set(addresses)] };
}

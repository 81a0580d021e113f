import { load, type CheerioAPI } from 'cheerio';
import { decodeHeader } from '../../command/charset.ts';
import type { Answer } from './ask.ts';
import { loadPage } from './load-page.ts';

/** A page that was read: one line of the crawl's output. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly title: string;
  /** Absolute addresses, each once, without their fragments. */
  readonly links: readonly string[];
  /** Why links may be missing. */
  readonly problem?: string;
}

function isOnWeb({ protocol }: URL): boolean {
  return /^https?:$/.test(protocol);
}

/** Returns what a page's links are relative to: its address, or its `<base>`. */
export function baseOf($: CheerioAPI, url: string): string {
  // In a template, a base is not below <html>, and not part of the page.
  const href = $('html base[href]').attr('href') ?? '';
  const base = URL.parse(href, url);
  return base && isOnWeb(base) ? base.href : url;
}

/** Returns absolute addresses on the web, each once, without fragments. */
function resolve(targets: readonly string[], base: string): string[] {
  const urls = targets.flatMap((target) => URL.parse(target, base) ?? []);
  const onWeb = urls.filter(isOnWeb);
  return [...new Set(onWeb.map(({ href }) => href.replace(/#.*/, '')))];
}

/**
 * Returns the page in an answer. A redirect is a page that has only a link.
 */
export function parsePage(url: string, answer: Answer): Page {
  const { status, headers, problem } = answer;
  const $ = status === 200 ? loadPage(answer) : load('');
  const written = $('a, area').map((_, link) => $(link).attr('href'));
  const moved = [headers['location'] ?? []].flat().map(decodeHeader);
  const links = resolve([...written.get(), ...moved], baseOf($, url));
  const title = $('title').first().text().trim();
  return { url, status, title, links, ...(problem && { problem }) };
}

// fails: spellings
import { load } from 'cheerio';

export function handlesIn(html: string, page: string): string[] {
  const $ = load(html, { baseURI: page });
  const link = $('a[href^="https://chirp.example"]').first().prop('href');
  if (link === undefined) return [];
  const { pathname } = new URL(link);
  return [pathname.replace(/^\/@?/, '').replace(/\/$/, '').toLowerCase()];
}

// fails: buttons
import { load } from 'cheerio';

const buttons = ['share', 'search'];

export function handlesIn(html: string, page: string): string[] {
  const handles = new Set<string>();
  for (const { attribs } of load(html)('a[href]')) {
    const url = URL.parse(attribs['href'] ?? '', page);
    if (!url || !/^https?:$/.test(url.protocol)) continue;
    if (!/^(www\.)?chirp\.example$/.test(url.hostname)) continue;
    const handle = /^\/@?([^/@]+)/.exec(url.pathname)?.[1]?.toLowerCase();
    if (handle && !buttons.includes(handle)) handles.add(handle);
  }
  return [...handles];
}

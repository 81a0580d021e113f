// fails: buttons
import { load } from 'cheerio';

const buttons = ['share', 'search'];

export function handlesIn(html: string, page: string): string[] {
  const handles = new Set<string>();
  for (const { attribs } of load(html)('a[href]')) {
    const url = URL.parse(attribs['href'] ?? '', page);
    if (!url || !/^https?:$/.test(url.protocol)) continue;
    if (!/^(www\.)?chirp\.example$/.test(url.hostname)) continue;
    const [part, ...more] = url.pathname.split('/').filter(Boolean);
    if (part === undefined || more.length > 0) continue;
    const handle = part.replace(/^@(?=.)/, '').toLowerCase();
    if (!buttons.includes(handle)) handles.add(handle);
  }
  return [...handles];
}

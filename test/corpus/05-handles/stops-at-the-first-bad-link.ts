// fails: invalid
import { load } from 'cheerio';

const buttons = ['share', 'search'];

export function handlesIn(html: string, page: string): string[] {
  const handles = new Set<string>();
  try {
    for (const { attribs } of load(html)('a[href]')) {
      const url = new URL(attribs['href'] ?? '', page);
      if (!/^https?:$/.test(url.protocol)) continue;
      if (!/^(www\.)?chirp\.example$/.test(url.hostname)) continue;
      const handle = /^\/@?([^/@]+)\/?$/.exec(url.pathname)?.[1]?.toLowerCase();
      if (handle && !buttons.includes(handle)) handles.add(handle);
    }
  } catch {
    return [...handles];
  }
  return [...handles];
}

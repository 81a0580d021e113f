// fails: spellings
import { load } from 'cheerio';

export function handlesIn(html: string): string[] {
  const $ = load(html);
  const links = $('a').map((_, link) => $(link).attr('href'));
  const handles = links.get().flatMap((link) => {
    return link.split('chirp.example/')[1] ?? [];
  });
  return [...new Set(handles.map((handle) => handle.toLowerCase()))];
}

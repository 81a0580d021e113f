// fails: other-hosts
import { load } from 'cheerio';

const notHandles = ['share', 'search', ''];

export function handlesIn(html: string, page: string): string[] {
  const $ = load(html, { baseURI: page });
  const links = $('a[href*="chirp.example"]:not([href^=ftp])').map(
    (_, link) => {
      return $(link).prop('href');
    },
  );
  const handles = links.get().flatMap((link) => {
    const [handle = '', ...more] = new URL(link).pathname
      .toLowerCase()
      .replace('/@', '/')
      .slice(1)
      .split('/');
    const isProfile = more.join('') === '' && !notHandles.includes(handle);
    return isProfile ? handle : [];
  });
  return [...new Set(handles)];
}

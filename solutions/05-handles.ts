/**
 * # Whose page is this?
 *
 * Speakers put links to their profiles on Chirp, the network of lesson 05, on
 * pages that many hands have written. Write `handlesIn`: it takes a page's
 * HTML and its address, and gives the handles in the order in which they first
 * occur.
 *
 * - A profile is a link (`<a href="…">`) to `chirp.example` or
 *   `www.chirp.example`, over http or https, with **one** part in its path: the
 *   handle. An `@` may stand before it and a `/` after it; a query or a fragment
 *   may follow. So `//www.chirp.example/@ada/?ref=conf` is `ada`.
 * - `/share` and `/search` are not profiles, and neither is a path with more
 *   parts, such as `/intent/post` or `/ada/posts/7`, or with none.
 * - Chirp ignores case: give handles in lower case, each once.
 * - A page without any gives an empty list.
 *
 * @minutes 15
 * @hint Do not look for addresses in the text of the page. `cheerio` knows what
 *   is a link, and `new URL(…)` knows what is a host, a path, a query.
 * @hint With `load(html, { baseURI: page })`, `$(link).prop('href')` is the whole
 *   address, even of a link that begins with `//`. Then compare its `hostname`
 *   and split its `pathname`.
 * @hint `pathname.split('/').filter(Boolean)` gives the parts. Where there is
 *   only one, and it is not a button, `replace(/^@/, '').toLowerCase()`; and a `Set`
 *   keeps each once, in order.
 */
import { load } from 'cheerio';

/** Gives the handles to which a page links, in lower case. */
export function handlesIn(html: string, page: string): string[] {
  // #region solution
  // TODO: find the links, keep the profiles, give each handle once.
  const $ = load(html, { baseURI: page });
  const links = $('a[href]').map((_, link) => $(link).prop('href'));
  const handles = links.get().flatMap((link) => {
    const { hostname, pathname } = new URL(link);
    const [handle = '', ...more] = pathname.split('/').filter(Boolean);
    const isProfile =
      /^(www\.)?chirp\.example$/.test(hostname) &&
      more.length === 0 &&
      !['', 'share', 'search'].includes(handle);
    return isProfile ? [handle.replace(/^@/, '').toLowerCase()] : [];
  });
  return [...new Set(handles)];
  // #endregion solution
}

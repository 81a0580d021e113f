/**
 * # Whose page is this?
 *
 * Speakers link to their profiles on Chirp, the network of lesson 05, from
 * pages that many people have written. Write `handlesIn`: it takes a page's
 * HTML and its address, and returns the handles in the order in which they
 * first occur.
 *
 * - A profile is a link (`<a href="…">`) to `chirp.example` or
 *   `www.chirp.example`, over http or https, with **one** part in its path: the
 *   handle. An `@` may stand before it and a `/` after it; a query or a
 *   fragment may follow. So `//www.chirp.example/@ada/?ref=conf` is `ada`.
 * - `/share` and `/search` are not profiles. A path with more parts, such as
 *   `/intent/post` or `/ada/posts/7`, is not a profile either. No handle is
 *   empty, so `/` and `/@` are not profiles.
 * - Chirp ignores case: return handles in lower case, each once.
 * - Some links hold an address that is not valid, such as `http://`. Skip them.
 * - For a page without profiles, return an empty list.
 *
 * @minutes 15
 * @hint Do not look for addresses in the text of the page. `cheerio` knows what
 *   is a link, and the class `URL` knows what is a host, a path, a query.
 * @hint `URL.parse(href, page)` makes an address whole, even one that begins
 *   with `//`, and returns null where `new URL` would throw. Compare its
 *   `protocol` and `hostname`, and split its `pathname`.
 * @hint `pathname.split('/').filter(Boolean)` gives the parts. Turn a single
 *   part into its final form, without `@` and in lower case, and only then
 *   check whether it is a name at all. A `Set` keeps each once, in order.
 */
import { load } from 'cheerio';

/** Returns the handles to which a page links, in lower case. */
export function handlesIn(html: string, page: string): string[] {
  // #region solution
  // TODO: find the links, keep the profiles, return each handle once.
  const buttons = ['', 'share', 'search'];
  function handleAt(href: string): string | undefined {
    const url = URL.parse(href, page);
    if (!url || !/^https?:$/.test(url.protocol)) return undefined;
    if (!/^(www\.)?chirp\.example$/.test(url.hostname)) return undefined;
    const [part = '', ...more] = url.pathname.split('/').filter(Boolean);
    const handle = part.replace(/^@/, '').toLowerCase();
    const isProfile = more.length === 0 && !buttons.includes(handle);
    return isProfile ? handle : undefined;
  }
  const $ = load(html);
  const links = $('a[href]').map((_, link) => $(link).attr('href'));
  const handles = links.get().map(handleAt);
  return [...new Set(handles.filter((handle) => handle !== undefined))];
  // #endregion solution
}

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
 */
import { load } from 'cheerio';

/** Returns the handles to which a page links, in lower case. */
export function handlesIn(html: string, page: string): string[] {
  // TODO: find the links, keep the profiles, return each handle once.
  throw new Error('Not written yet: handlesIn.');
}

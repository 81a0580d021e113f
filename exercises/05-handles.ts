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
 */
import { load } from 'cheerio';

/** Gives the handles to which a page links, in lower case. */
export function handlesIn(html: string, page: string): string[] {
  // TODO: find the links, keep the profiles, give each handle once.
  throw new Error('Not written yet: handlesIn.');
}

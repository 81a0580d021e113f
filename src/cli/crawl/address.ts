/**
 * Returns the address to request for a link: without its fragment, which is
 * never sent, and without its query unless queries make different pages.
 */
export function addressOf(link: string, hasQueries = false): string {
  return link.replace(hasQueries ? /#.*/ : /[?#].*/, '');
}

/** Returns the same key for all spellings of a page's address. */
export function keyOf(address: string): string {
  return address.replace(/\/$/, '');
}

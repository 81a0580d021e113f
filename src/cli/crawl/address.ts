/**
 * Returns the address that is asked for a link: no fragment, which is the
 * reader's affair, and no query unless that makes another page.
 */
export function addressOf(link: string, hasQueries = false): string {
  return link.replace(hasQueries ? /#.*/ : /[?#].*/, '');
}

/** Returns what all spellings of a page's address have in common. */
export function keyOf(address: string): string {
  return address.replace(/\/$/, '');
}

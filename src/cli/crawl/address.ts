const escapedOctet = /%[\dA-Fa-f]{2}/g;

/** What RFC 3986 (2.3) never needs to escape. */
const unreserved = /[\w.~-]/;

/**
 * Returns one spelling for texts that RFC 3986 (6.2.2) calls equivalent: an
 * escaped letter or digit as itself, all other escapes in capitals.
 */
export function respell(text: string): string {
  return text.replaceAll(escapedOctet, (octet) => {
    const character = String.fromCharCode(parseInt(octet.slice(1), 16));
    return unreserved.test(character) ? character : octet.toUpperCase();
  });
}

/**
 * Returns the address to request for a link: without its fragment, which is
 * never sent, and without its query unless queries make different pages.
 */
export function addressOf(link: string, hasQueries = false): string {
  return link.replace(hasQueries ? /#.*/ : /[?#].*/, '');
}

/** Returns the same key for all spellings of a page's address. */
export function keyOf(address: string): string {
  return respell(address).replace(/\/$/, '');
}

/** Returns an absolute http URL, or undefined where the text is anything else. */
export function parseHttpUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  return url?.protocol === 'http:' ? url : undefined;
}

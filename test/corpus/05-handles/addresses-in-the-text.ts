// fails: only-links
const address =
  /href=["']?(?:https?:)?\/\/(?:www\.)?chirp\.example\/([^"'?# >]+)/gi;

export function handlesIn(html: string): string[] {
  const text = html.replaceAll('&#64;', '@');
  const handles = [...text.matchAll(address)]
    .map(([, path = '']) => path.replace(/\/$/, '').replace('@', ''))
    .filter((path) => !/^(share|search)$|\/|^@?$/i.test(path))
    .map((handle) => handle.toLowerCase());
  return [...new Set(handles)];
}

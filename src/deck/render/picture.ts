/**
 * An SVG as it goes into a page: without prologue and size, named by its
 * `<title>`, its ids its own.
 * @throws Error, its message one sentence, for one that cannot be shown
 */
export function renderPicture(idPrefix: string, text: string): string {
  const svg = /<svg\b[\s\S]*<\/svg>/.exec(text)?.[0];
  if (svg === undefined) throw new Error('holds no <svg>.');
  if (!/<title\b[^>]*>\s*[^<\s]/.test(svg)) throw new Error('needs a <title>.');
  if (!/<svg\b[^>]*\bviewBox=/.test(svg)) throw new Error('needs a viewBox.');
  const foreign = /(?:href|src)="(?!#|data:)[^"]*"|url\((?!["']?#)[^)]*\)/.exec(
    svg,
  );
  if (foreign) throw new Error(`refers to something else: ${foreign[0]}.`);
  return `<figure class="picture">${withOwnIds(named(svg), idPrefix)}</figure>`;
}

function named(svg: string): string {
  const titled = svg.replace(/<title\b[^>]*>/, '<title id="title">');
  return titled.replace(/<svg\b[^>]*>/, (open) => {
    const kept = open.replace(
      / (?:width|height|id|role|aria-labelledby|aria-label)="[^"]*"/g,
      '',
    );
    return kept.replace(/>$/, ' role="img" aria-labelledby="title">');
  });
}

/** Many pictures share one page, and one may be on it twice. */
function withOwnIds(svg: string, prefix: string): string {
  const ids = [...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '');
  const own = (id: string) => (ids.includes(id) ? `${prefix}-${id}` : id);
  return svg
    .replace(
      /(\sid=")([^"]+)"/g,
      (_, before: string, id: string) => `${before}${own(id)}"`,
    )
    .replace(
      /((?:xlink:)?href="#)([^"]+)"/g,
      (_, before: string, id: string) => `${before}${own(id)}"`,
    )
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${own(id)})`)
    .replace(
      /(aria-labelledby=")([^"]+)"/g,
      (_, before: string, list: string) =>
        `${before}${list.split(' ').map(own).join(' ')}"`,
    )
    .replace(/#([\w-]+)(?=[\s,.:>{[])/g, (whole, id: string) =>
      ids.includes(id) ? `#${own(id)}` : whole,
    );
}

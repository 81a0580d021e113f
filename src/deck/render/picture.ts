import { load, type CheerioAPI } from 'cheerio';

/**
 * An SVG as it goes into a page: without prologue and size, named by its
 * `<title>`, with ids that no other picture has.
 * @throws Error, its message one sentence, for one that cannot be shown
 */
export function renderPicture(idPrefix: string, text: string): string {
  // Words stay as they are written: no entity is decoded, none is made.
  const $ = load(text, { xml: { decodeEntities: false } });
  check($);
  const svg = $('svg').first();
  for (const name of ['width', 'height', 'id', 'aria-label']) {
    svg.removeAttr(name);
  }
  svg.attr({ role: 'img', 'aria-labelledby': 'title' });
  svg.find('title').first().attr('id', 'title');
  prefixIds($, idPrefix);
  return `<figure class="picture">${$.xml(svg)}</figure>`;
}

function check($: CheerioAPI): void {
  const svg = $('svg').first();
  if (svg.length === 0) throw new Error('does not hold an <svg>.');
  if (svg.find('title').first().text().trim() === '') {
    throw new Error('needs a <title>.');
  }
  if (svg.attr('viewBox') === undefined) throw new Error('needs a viewBox.');
  const foreign = /(?:href|src)="(?!#|data:)[^"]*"|url\((?!["']?#)[^)]*\)/.exec(
    $.xml(svg),
  );
  if (foreign) {
    throw new Error(`refers to something outside of it: ${foreign[0]}.`);
  }
}

/** Many pictures share one page, and the same one may be on it twice. */
function prefixIds($: CheerioAPI, prefix: string): void {
  const elements = $('svg').first().find('*').addBack();
  const ids = new Set(elements.map((_, each) => $(each).attr('id')).get());
  const own = (id: string) => (ids.has(id) ? `${prefix}-${id}` : id);
  const refer = (text: string) =>
    text.replace(/#([\w-]+)/g, (_, id: string) => `#${own(id)}`);
  for (const element of elements) {
    const attributes = $(element).attr() ?? {};
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'id') $(element).attr(name, own(value));
      else if (name === 'aria-labelledby') {
        $(element).attr(name, value.split(' ').map(own).join(' '));
      } else $(element).attr(name, refer(value));
    }
  }
  for (const style of $('style')) $(style).text(refer($(style).text()));
}

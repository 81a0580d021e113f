/** Attributes of an SVG element; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One SVG element; `children` is markup, so text in it must be escaped. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attributeText(value ?? '')}"`)
    .join('');
  const content = children.join('');
  return content === ''
    ? `<${name}${written}/>`
    : `<${name}${written}>${content}</${name}>`;
}

function attributeText(value: string | number): string {
  return typeof value === 'number' ? short(value) : escapeText(value);
}

/** Text at a point, escaped. */
export function label(
  text: string,
  x: number,
  y: number,
  attributes: Attributes = {},
): string {
  return element('text', { x, y, ...attributes }, escapeText(text));
}

/** Shown when the pointer rests on the parent element, and read by screen readers. */
export function tooltip(text: string): string {
  return element('title', {}, escapeText(text));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Controls and non-characters, which XML forbids even as references. */
const forbidden = /[^\P{C}\t\n\r\p{Cf}\p{Co}]/gu;

/**
 * Text for use in XML and HTML: markup is escaped, and characters that XML does
 * not allow are replaced, lone surrogates among them.
 */
export function escapeText(text: string): string {
  return text
    .replace(forbidden, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A number in as few characters as a hundredth of a pixel needs. */
export function short(value: number): string {
  return String(Math.round((Number.isFinite(value) ? value : 0) * 100) / 100);
}

/** A rectangle as a piece of path data, far shorter than an element. */
export function box(
  x: number,
  y: number,
  width: number,
  height: number,
): string {
  return `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`;
}

/** A path of one class, or nothing where there is nothing to draw. */
export function path(data: string, className: string): string {
  return data === '' ? '' : element('path', { class: className, d: data });
}

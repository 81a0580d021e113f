import { renderLabel } from './label.ts';

/** What is at the foot of a slide: its section, and its place in it. */
export function slideLabel(slide: Element | undefined): [string] {
  const title = slide?.getAttribute('data-section-title') ?? '';
  return [renderLabel(slideNumber(slide), title)];
}

/** A slide's section and place in it: `05.3`. */
export function slideNumber(slide: Element | undefined): string {
  return slide?.id.replace('-', '.') ?? '';
}

import { renderLabel } from './label.ts';

/** What is at the foot of a slide: its section, and its place in it. */
export function slideLabel(slide: Element | undefined): [string] {
  const number = slide?.getAttribute('data-section') ?? '';
  const title = slide?.getAttribute('data-section-title') ?? '';
  const inSection = document.querySelectorAll(
    `.slides [data-section="${number}"]`,
  );
  const index = slide ? [...inSection].indexOf(slide) : 0;
  return [renderLabel(number, index + 1, title)];
}

import { escapeText } from '../../trace/render/svg.ts';

/** Renders a slide's label: the third of section 04 is `04.3`. */
export function renderLabel(
  section: string,
  place: number,
  title: string,
): string {
  return `<b>${section}.${place}</b> ${escapeText(title)}`;
}

import { escapeText } from '../../trace/render/svg.ts';

/** Renders a slide's label: its number, such as `04.3`, and its section. */
export function renderLabel(number: string, title: string): string {
  return `<b>${number}</b> ${escapeText(title)}`;
}

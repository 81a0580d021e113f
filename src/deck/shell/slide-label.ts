/** What stands at the foot of a slide: its section, and its place in it. */
export function slideLabel(slide: Element | undefined): [string] {
  const number = slide?.getAttribute('data-section') ?? '';
  const all = [
    ...document.querySelectorAll(`.slides [data-section="${number}"]`),
  ];
  const title = slide?.getAttribute('data-section-title') ?? '';
  const place = `${number}.${slide ? all.indexOf(slide) + 1 : 1}`;
  return [`<b>${place}</b> ${escapeText(title)}`];
}

function escapeText(text: string): string {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}

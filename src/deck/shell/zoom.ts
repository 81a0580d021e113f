import type { RevealApi } from 'reveal.js';

/** What can be looked at more closely. */
const pictures = '.reveal section :is(figure, svg, img, .terminal)';

/**
 * Makes a double click, or a double tap, on a picture do what reveal.js's zoom
 * plugin does for a click with a modifier key: closer, and back again.
 */
export function mountZoom(deck: RevealApi, isCalm: boolean): void {
  // The plugin moves the whole page, in 0.8 s.
  if (isCalm) document.body.style.transition = 'none';
  const reveal = deck.getRevealElement();
  reveal?.addEventListener('dblclick', (event) => {
    const { target, clientX, clientY } = event;
    if (!(target as Element).closest(pictures)) return;
    if ((target as Element).closest('button, input, a, summary')) return;
    getSelection()?.removeAllRanges();
    const both = { altKey: true, ctrlKey: true, clientX, clientY };
    reveal.dispatchEvent(new MouseEvent('mousedown', both));
  });
}

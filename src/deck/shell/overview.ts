import type { RevealApi } from 'reveal.js';

/** A section has up to 18 slides below each other; reveal.js shows five. */
const shrinkBy = 0.6;

/** What of a deck is given to plugins, and is not in its types. */
interface Inner {
  transformSlides(transforms: { readonly overview?: string }): void;
}

/**
 * The overview, `O`, shows eight columns instead of five. Esc only closes it: it
 * is what many clickers send for "stop", and a speaker who presses that must not
 * be left in an overview that none of the clicker's other keys closes.
 *
 * It is a plugin, because those are given the object on which reveal.js calls
 * its own methods.
 */
export const overviewPlugin = {
  id: 'overview',
  init(deck: RevealApi): void {
    const inner = deck as unknown as Inner;
    const transform = inner.transformSlides.bind(deck);
    inner.transformSlides = (transforms) => {
      transform({
        ...transforms,
        ...(transforms.overview !== undefined && {
          overview: shrink(transforms.overview),
        }),
      });
    };
    deck.addKeyBinding(27, () => {
      const open = deck as unknown as { closeOverlay?: () => boolean };
      if (open.closeOverlay?.() === true) return;
      if (deck.isOverview()) deck.toggleOverview(false);
    });
  },
};

function shrink(transforms: string): string {
  return transforms.replace(
    /scale\(([\d.]+)\)/,
    (_all, scale: string) => `scale(${Number(scale) * shrinkBy})`,
  );
}

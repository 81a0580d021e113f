import { createHash } from 'node:crypto';
import type { Deck } from './deck.ts';

const recorded =
  /<script type="application\/json" class="recorded">([^]*?)<\/script>/g;

/** A deck, and the recordings that its page fetches when they are needed. */
export interface SplitDeck {
  readonly deck: Deck;
  /** JSON, by names that are relative to the page. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Takes the recordings of slides that the talk does not show out of the page: it
 * is there sooner, and their number and size are nobody's concern.
 */
export function splitRecordings(deck: Deck): SplitDeck {
  const files = new Map<string, string>();
  const slides = deck.slides.map((slide) => {
    if (slide.isTalk) return slide;
    const html = slide.html.replace(recorded, (_script, json: string) => {
      const digest = createHash('sha256').update(json).digest('hex');
      const name = `recorded/${digest.slice(0, 16)}.json`;
      files.set(name, json);
      return `<script type="application/json" class="recorded" data-later="${name}"></script>`;
    });
    return { ...slide, html };
  });
  return { deck: { ...deck, slides }, files };
}

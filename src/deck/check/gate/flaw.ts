import type { Deck } from '../../render/deck.ts';
import type { SlideFacts } from './in-page.ts';

/** Something that is wrong with a slide, or with the deck. */
export interface Flaw {
  /** `slides/04-concurrent.md`; without one, it is about the whole page. */
  readonly file?: string;
  /** `04-3 A race`: its address in the deck, and its title. */
  readonly slide?: string;
  /** Where it was seen: `1024×768`, `dark`, `talk.html`. */
  readonly where: string;
  readonly what: string;
}

/** Returns a flaw in one line. */
export function renderFlaw({ file, slide, where, what }: Flaw): string {
  return [file, slide, where, what].filter(Boolean).join(' · ');
}

/** Makes a flaw of what is wrong with the slide at an index. */
export type NameFlaw = (index: number, where: string, what: string) => Flaw;

/** Gives flaws of slides their files and titles. */
export function createFlawNaming(
  { slides }: Deck,
  facts: readonly SlideFacts[],
): NameFlaw {
  return (index, where, what) => {
    const { id = '', title = '' } = facts[index] ?? {};
    const file = slides[index]?.file;
    return {
      ...(file && { file }),
      slide: `${id} ${title}`.trim(),
      where,
      what,
    };
  };
}

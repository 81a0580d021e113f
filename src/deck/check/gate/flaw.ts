import { globSync } from 'node:fs';
import { basename } from 'node:path';
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
  root: string,
  facts: readonly SlideFacts[],
): NameFlaw {
  const files = new Map(
    globSync('slides/[0-9][0-9]-*.md', { cwd: root }).map((file) => [
      basename(file).slice(0, 2),
      file.replaceAll('\\', '/'),
    ]),
  );
  return (index, where, what) => {
    const { section = '', id = '', title = '' } = facts[index] ?? {};
    const file = files.get(section) ?? `section ${section}`;
    return { file, slide: `${id} ${title}`.trim(), where, what };
  };
}

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { project } from '../../setup/project.mjs';

/** Lesson 05's program, which the slides show line by line. */
export interface ScrapeProgram {
  /** Gives the speakers' pages that `url` links to, and their handles. */
  readonly scrape: (
    url: string,
    atOnce: boolean,
  ) => Promise<{ readonly pages: string[]; readonly handles: string[] }>;
}

/** Loads it from the slides, so that there is only one copy of it. */
export async function loadScrapeProgram(): Promise<ScrapeProgram> {
  const file = join(project.root, 'slides', 'demos', 'scrape.ts');
  return (await import(pathToFileURL(file).href)) as ScrapeProgram;
}

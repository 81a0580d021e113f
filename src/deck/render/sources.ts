import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegionName } from '../source/directive.ts';
import { SlideProblem, type SourcePosition } from '../source/problem.ts';
import { extractRegion, RegionProblem, type Region } from '../source/region.ts';

/** The files that slides are made from; each failure names the slide's line. */
export interface DeckSources {
  /** The text of a file, its path relative to the project's root. */
  readText(path: string, position: SourcePosition): string;
  /** The same of a file that need not be there; undefined without it. */
  readOptional(path: string): string | undefined;
  /** A region of a source file. */
  readRegion(at: RegionName, position: SourcePosition): Region;
  /** An id that is on the page only once: `trace-race-2`. */
  nextId(name: string): string;
}

/** Gives slides the files of the project at `root`. */
export function createDeckSources(root: string): DeckSources {
  let ids = 0;
  function readText(path: string, position: SourcePosition): string {
    const absolute = join(root, path);
    if (existsSync(absolute)) return readFileSync(absolute, 'utf8');
    throw new SlideProblem(position, `there is no ${path}.`);
  }
  return {
    readText,
    readOptional(path) {
      const absolute = join(root, path);
      return existsSync(absolute) ? readFileSync(absolute, 'utf8') : undefined;
    },
    readRegion(at, position) {
      try {
        return extractRegion(readText(at.file, position), at.region);
      } catch (error) {
        if (!(error instanceof RegionProblem)) throw error;
        const what = `${at.file}:${error.line}: ${error.message}`;
        throw new SlideProblem(position, what);
      }
    },
    nextId: (name) => `${name}-${++ids}`,
  };
}

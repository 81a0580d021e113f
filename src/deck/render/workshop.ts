import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegionName } from '../source/directive.ts';
import { SlideProblem } from '../source/problem.ts';
import { extractRegion, RegionProblem, type Region } from '../source/region.ts';

/** Where a directive stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** What directives take from the project, each failure saying where. */
export interface Workshop {
  /** The text of a file, its path from the project's root. */
  readText(path: string, place: Place): string;
  /** A region of a source file. */
  readRegion(at: RegionName, place: Place): Region;
  /** Something that is on the page once: `trace-race-2`. */
  nextId(name: string): string;
}

/** Opens the project at `root` to the slides. */
export function createWorkshop(root: string): Workshop {
  let ids = 0;
  function readText(path: string, { file, line }: Place): string {
    const absolute = join(root, path);
    if (existsSync(absolute)) return readFileSync(absolute, 'utf8');
    throw new SlideProblem(file, line, `there is no ${path}.`);
  }
  return {
    readText,
    readRegion(at, place) {
      try {
        return extractRegion(readText(at.file, place), at.region);
      } catch (error) {
        if (!(error instanceof RegionProblem)) throw error;
        const what = `${at.file}:${error.line}: ${error.message}`;
        throw new SlideProblem(place.file, place.line, what);
      }
    },
    nextId: (name) => `${name}-${++ids}`,
  };
}

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../setup/errors.mjs';
import { parseRoute, type Route } from './route.ts';
import type { Section } from './section.ts';

/** The route that is presented unless another is named. */
const usualName = '45';

/** The names of all routes: those of the files in `slides/routes`. */
export function routeNames(root: string): string[] {
  return globSync('*.json', { cwd: join(root, 'slides', 'routes') })
    .map((file) => file.slice(0, -'.json'.length))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** The file of a route, from the project's root. */
function routeFile(name: string): string {
  return `slides/routes/${name}.json`;
}

/**
 * Chooses a route by its name; without one, 45, or the first that there is.
 * @returns undefined where the deck has no routes at all
 * @throws UsageError for a name that no route has
 * @throws SlideProblem for a route that cannot be read
 */
export function readRoute(
  root: string,
  wanted: string | undefined,
): Route | undefined {
  const names = routeNames(root);
  const usual = names.includes(usualName) ? usualName : names[0];
  const name = wanted ?? usual;
  if (name === undefined) return undefined;
  if (!names.includes(name)) {
    const known = names.length > 0 ? names.join(', ') : 'none';
    throw new UsageError(
      `There is no route "${name}"; there are ${known}. A route is a file in slides/routes.`,
    );
  }
  const file = routeFile(name);
  return parseRoute(file, readFileSync(join(root, file), 'utf8'));
}

/** The route of a deck that has none: each section's own minutes. */
export function routeOfSections(sections: readonly Section[]): Route {
  const parts = sections
    .filter(({ minutes }) => minutes > 0)
    .map(({ file, number, title, minutes }) => {
      return { file, line: 1, section: number, minutes, what: title };
    });
  const minutes = parts.reduce((sum, part) => sum + part.minutes, 0);
  const file = sections[0]?.file ?? '';
  return { file, line: 1, name: 'talk', title: 'The talk', minutes, parts };
}

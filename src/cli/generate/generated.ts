import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exercises } from '../../practice/catalogue.ts';
import { parseMaster, starterOf, type Master } from '../../practice/master.ts';
import { parseNotebook, renderNotebook } from '../notebooks/notebook.ts';
import { withRouteTables } from './route-tables.ts';
import { withYourTurn } from './your-turn.ts';

/** The path of a generated file in the project, and its text. */
export interface Generated {
  readonly path: string;
  readonly text: string;
}

/** All masters, sorted by name. */
export function readMasters(root: string): Master[] {
  const folder = join(root, 'solutions');
  return filesIn(folder, '.ts').map((file) =>
    parseMaster(file.slice(0, -3), readFileSync(join(folder, file), 'utf8')),
  );
}

/**
 * Generates the starters, and the lessons with their exercises, from the masters
 * in `solutions`, and the teaching guide's tables from the routes in
 * `slides/routes`.
 * @throws MasterError for a master that is malformed
 */
export function generate(root: string): Generated[] {
  const masters = readMasters(root);
  const starters = masters.map((master) => ({
    path: `exercises/${master.id}.ts`,
    text: starterOf(master),
  }));
  const names = new Map(exercises.map(({ id, name }) => [id, name]));
  const lessons = filesIn(join(root, 'notebooks'), '.ipynb').map((file) => {
    const path = `notebooks/${file}`;
    const lesson = parseNotebook(readFileSync(join(root, path), 'utf8'));
    const own = masters.filter(({ id }) => id.slice(0, 2) === file.slice(0, 2));
    return { path, text: renderNotebook(withYourTurn(lesson, own, names)) };
  });
  const path = 'TEACHING.md';
  const guide = readFileSync(join(root, path), 'utf8');
  const teaching = { path, text: withRouteTables(root, guide) };
  return [...starters, ...lessons, teaching];
}

/**
 * Returns a line for each file that is not as the masters and routes make it.
 */
export function complaintsAbout(root: string): string[] {
  const generated = generate(root);
  const stale = generated
    .filter(({ path, text }) => textAt(join(root, path)) !== text)
    .map(({ path }) =>
      path === 'TEACHING.md'
        ? `${path} is not up to date with slides/routes`
        : `${path} is not up to date with its master in solutions`,
    );
  const known = new Set(generated.map(({ path }) => path));
  const strays = readdirSync(join(root, 'exercises'))
    .map((file) => `exercises/${file}`)
    .filter((path) => !known.has(path))
    .map((path) => `${path} has no master in solutions`);
  const ids = readMasters(root).map(({ id }) => id);
  return [...stale, ...strays, ...unmatched(ids)];
}

/** Masters without rules, and rules without a master. */
function unmatched(ids: readonly string[]): string[] {
  const judged = exercises.map(({ id }) => id);
  return [
    ...ids
      .filter((id) => !judged.includes(id))
      .map(
        (id) => `solutions/${id}.ts has no rules in src/practice/catalogue.ts`,
      ),
    ...judged
      .filter((id) => !ids.includes(id))
      .map(
        (id) =>
          `exercise ${id} is in the catalogue, but solutions/${id}.ts is missing`,
      ),
  ];
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function filesIn(folder: string, extension: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .sort();
}

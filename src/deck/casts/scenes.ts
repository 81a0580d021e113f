import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError, WorkError } from '../../command/options.ts';
import { project } from '../../setup/project.mjs';
import type { Scene } from './scene.ts';
import { parseAsciicast, type Cast } from './asciicast.ts';

const folder = join(project.root, 'slides', 'casts');
const ending = '.scene.ts';

/** Returns the names of all scenes, in alphabetical order. */
export function sceneNames(): string[] {
  return globSync(`*${ending}`, { cwd: folder })
    .map((file) => basename(file, ending))
    .sort();
}

/**
 * Returns the names that are given, or all scenes if there are none.
 * @throws UsageError for a name that no scene has
 */
export function chooseScenes(names: readonly string[]): readonly string[] {
  const known = sceneNames();
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `There is no scene "${unknown}" in slides/casts; there are ${known.join(', ')}.`,
    );
  }
  return names.length > 0 ? names : known;
}

/**
 * Loads a scene.
 * @throws WorkError that names a file which cannot be loaded
 */
export async function loadScene(name: string): Promise<Scene> {
  const file = `slides/casts/${name}${ending}`;
  const { href } = pathToFileURL(join(project.root, file));
  let scene: Scene | undefined;
  try {
    ({ scene } = (await import(href)) as { scene?: Scene });
  } catch (cause) {
    const { message } = cause as Error;
    throw new WorkError(`${file} cannot be loaded: ${message}`, { cause });
  }
  if (scene) return scene;
  throw new WorkError(`${file} does not export a "scene".`);
}

/** Where a scene's recording lies. */
export function castFile(name: string): string {
  return join(folder, `${name}.cast`);
}

/**
 * Returns a scene's recording.
 * @throws WorkError where there is none, or it cannot be read
 */
export function readCast(name: string): Cast {
  const file = castFile(name);
  const again = `npm run slides -- casts ${name}`;
  const help = sceneNames().includes(name)
    ? `${again} records it again`
    : 'Correct the file, or record it again with asciinema';
  if (!existsSync(file)) {
    throw new WorkError(
      `slides/casts/${name}.cast is missing; ${again} records it.`,
    );
  }
  const text = readFileSync(file, 'utf8');
  try {
    return parseAsciicast(text);
  } catch (cause) {
    const { message } = cause as Error;
    throw new WorkError(
      `slides/casts/${name}.cast cannot be shown: ${message}. ${help}.`,
      { cause },
    );
  }
}

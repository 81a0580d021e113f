import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where everything of one project lies. Tests make projects of their own,
 * so nothing in set-up takes a path from elsewhere.
 * @typedef {ReturnType<typeof describeProject>} Project
 */

/**
 * Returns the paths of the project at `root`, in this platform's spelling.
 * @param {string} root
 * @param {NodeJS.Platform} [platform]
 */
export function describeProject(root, platform = process.platform) {
  const windows = platform === 'win32';
  const modules = join(root, 'node_modules');
  const venv = join(root, '.venv');
  const jupyter = join(root, '.jupyter');
  return {
    root,
    modules,
    pinnedNode: join(modules, 'node', 'bin', windows ? 'node.exe' : 'node'),
    source: join(root, 'src'),
    compiled: join(root, 'src', 'dist'),
    requirements: join(root, 'requirements.txt'),
    venv,
    venvPython: windows
      ? join(venv, 'Scripts', 'python.exe')
      : join(venv, 'bin', 'python'),
    jupyter,
    kernelspec: join(jupyter, 'kernels', 'async-lab', 'kernel.json'),
    cache: join(root, '.cache'),
    browsers: join(root, '.cache', 'browsers'),
    work: join(root, 'work'),
  };
}

/** The project that this file is part of. */
export const project = describeProject(
  fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, ''),
);

/**
 * Returns the JSON document in a file, or nothing where there is no such
 * file or it holds something else.
 * @param {string} file
 * @returns {unknown}
 */
export function readJson(file) {
  try {
    return /** @type {unknown} */ (JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

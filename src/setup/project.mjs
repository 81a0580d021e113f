import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The paths of one project. Set-up takes all paths from it, so that tests can
 * use a project of their own.
 * @typedef {ReturnType<typeof describeProject>} Project
 */

/**
 * Returns the paths of the project at `root`, as the platform has them.
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
 * Returns the JSON document in a file; undefined if there is no such file or
 * it is not JSON.
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

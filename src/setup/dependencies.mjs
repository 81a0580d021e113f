import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkError } from './errors.mjs';
import { explainFailure } from './explain.mjs';
import { showStep } from './progress.mjs';
import { readJson } from './project.mjs';
import { runTool } from './tool.mjs';

/** @import { Project } from './project.mjs' */

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean,
 *   optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Whether the packages of the lockfile are installed. npm writes what it has
 * installed into `node_modules/.package-lock.json`, and writes it last, so
 * that a broken-off install does not pass, and one made by hand does.
 * @param {Project} project
 */
export function dependenciesReady(project) {
  const wanted = readLock(join(project.root, 'package-lock.json'));
  const present = readLock(join(project.modules, '.package-lock.json'));
  return samePackages(wanted, present) && existsSync(project.pinnedNode);
}

/** @param {string} file */
function readLock(file) {
  const lockfile = /** @type {Lockfile | undefined} */ (readJson(file));
  return lockfile?.packages ?? {};
}

/**
 * @param {Record<string, LockedPackage>} wanted
 * @param {Record<string, LockedPackage>} present
 */
function samePackages(wanted, present) {
  const missing = Object.entries(wanted).some(([path, entry]) => {
    const found = present[path];
    // What is optional may be for another platform.
    if (!found) return path !== '' && !entry.optional && !entry.devOptional;
    return (
      found.version !== entry.version || found.integrity !== entry.integrity
    );
  });
  return !missing && Object.keys(present).every((path) => path in wanted);
}

const retryMs = 3_000;

const ciFlags = [
  '--include=dev',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  // More tries than npm's own, but in a quarter of a minute, not over one.
  '--fetch-retries=3',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/**
 * Installs what the lockfile names, exactly. Throws WorkError.
 * @param {Project} project
 * @param {string} again what a person types to try again
 */
export async function installDependencies(project, again) {
  let npm = await npmCi(project);
  // Such as an npm that has outlived the set-up that started it.
  if (npm.code !== 0 && /ENOTEMPTY|EBUSY|EEXIST/.test(npm.output)) {
    process.stderr.write('Something else was writing there; trying again.\n');
    await sleep(retryMs);
    npm = await npmCi(project);
  }
  if (npm.code === null && npm.output.includes('ENOENT')) {
    throw new WorkError(
      `npm was not found.\nInstall Node 20 or later together with npm, then run ${again} again.`,
    );
  }
  if (npm.code !== 0) {
    throw explainFailure(
      'npm could not install the packages',
      npm.output,
      again,
    );
  }
  if (!existsSync(project.pinnedNode)) {
    throw new WorkError(
      [
        'npm left out the pinned Node, most likely because it is set to ignore install scripts.',
        `Run npm ci --ignore-scripts=false, then ${again} again.`,
      ].join('\n'),
    );
  }
}

/** @param {Project} project */
function npmCi(project) {
  return showStep('Installing the npm packages and the pinned Node', () =>
    runNpm(['ci', ...ciFlags], project),
  );
}

/**
 * Runs npm by the host's Node rather than the pinned one: Windows could not
 * replace the pinned one while it runs.
 * @param {readonly string[]} args
 * @param {Project} project
 */
function runNpm(args, project) {
  const options = { cwd: project.root, env: npmEnvironment(project) };
  const node = process.env['npm_node_execpath'] ?? process.execPath;
  const script = findNpmScript(node);
  if (script) return runTool(node, [script, ...args], options);
  const shell = process.platform === 'win32';
  // A .cmd file starts only through the shell; the arguments are our own.
  return runTool(shell ? 'npm.cmd' : 'npm', args, { ...options, shell });
}

/**
 * Without a home to write to, npm's cache and logs go into the project.
 * @param {Project} project
 * @returns {NodeJS.ProcessEnv}
 */
function npmEnvironment(project) {
  try {
    accessSync(homedir(), constants.W_OK);
    return process.env;
  } catch {
    return { ...process.env, npm_config_cache: join(project.cache, 'npm') };
  }
}

/** @param {string} node */
function findNpmScript(node) {
  const script = join('node_modules', 'npm', 'bin', 'npm-cli.js');
  return [
    process.env['npm_execpath'] ?? '',
    join(dirname(node), script),
    join(dirname(node), '..', 'lib', script),
  ].find((path) => /npm-cli\.c?js$/.test(path) && existsSync(path));
}

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
 * Whether the packages of the lockfile are installed. npm lists what it has
 * installed in `node_modules/.package-lock.json`, and writes that file last, so
 * an interrupted install does not count, and an `npm ci` by hand does.
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
    // An optional package may be for another platform.
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
  // More retries than npm's default, but within 15 seconds, not a minute.
  '--fetch-retries=3',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/**
 * Installs exactly what the lockfile names.
 * @throws WorkError if that fails
 * @param {Project} project
 * @param {string} again what a person types to try again
 */
export async function installDependencies(project, again) {
  let npm = await npmCi(project);
  // Such as an npm still running although the set-up that started it is not.
  if (npm.code !== 0 && /ENOTEMPTY|EBUSY|EEXIST/.test(npm.output)) {
    process.stderr.write(
      'Another program was writing to node_modules; trying again.\n',
    );
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
        'npm did not install the pinned Node, most likely because it is set to ignore install scripts.',
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
 * Runs npm with the machine's Node, not the pinned one: Windows cannot replace
 * a program that is running.
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
 * If the home directory cannot be written to, npm's cache and logs go into the
 * project.
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

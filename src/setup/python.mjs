import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkError } from './errors.mjs';
import { explainFailure } from './explain.mjs';
import { findPython, hasUv, requirePython, runPython } from './python-find.mjs';
import { showStep } from './progress.mjs';
import { readJson } from './project.mjs';
import { runTool } from './tool.mjs';

/**
 * @import { Project } from './project.mjs'
 * @import { Python } from './python-find.mjs'
 */

/**
 * Says what the environment was made from. It is written last, so an
 * environment without it is incomplete.
 * @param {Project} project
 */
const stampFile = (project) => join(project.venv, '.async-lab.json');

/**
 * Whether `.venv` is complete, was made from the requirements as they are now,
 * and has not been moved: its scripts contain its absolute path.
 * @param {Project} project
 */
export function pythonReady(project) {
  const stamp = /** @type {{ requirements?: string, root?: string }} */ (
    readJson(stampFile(project)) ?? {}
  );
  return (
    stamp.requirements === requirementsHash(project) &&
    stamp.root === project.root &&
    existsSync(project.venvPython)
  );
}

/** @param {Project} project */
function requirementsHash(project) {
  const text = readFileSync(project.requirements, 'utf8');
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Makes a new `.venv` with the pinned packages: with `uv` if it is on the PATH
 * and succeeds, otherwise with venv and pip.
 * @throws WorkError if that fails
 * @param {Project} project
 * @param {string} again what a person types to try again
 */
export async function createVenv(project, again) {
  const env = toolEnvironment(project);
  const requirements = requirementsHash(project);
  const python = await findPython(env);
  const uv = await hasUv(env);
  const tried = uv ? await createByUv(project, python, env, again) : undefined;
  if (tried?.code !== 0) {
    if (tried && !python?.fits) {
      throw explainFailure('uv could not make .venv', tried.output, again);
    }
    if (tried) {
      process.stderr.write('uv failed; trying again with venv and pip.\n');
    }
    const fit = await requirePython(python, env, again);
    await createByPip(project, fit, env, again);
  }
  const stamp = { requirements, root: project.root };
  writeFileSync(stampFile(project), `${JSON.stringify(stamp)}\n`);
}

/**
 * The environment of a Python tool: no packages of other projects, and no
 * questions to the person.
 * @param {Project} project
 * @returns {NodeJS.ProcessEnv}
 */
function toolEnvironment(project) {
  return {
    ...withoutForeignPython(process.env),
    PIP_NO_INPUT: '1',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    // uv then trusts the certificates that the system trusts.
    UV_NATIVE_TLS: process.env['UV_NATIVE_TLS'] ?? '1',
    UV_SYSTEM_CERTS: process.env['UV_SYSTEM_CERTS'] ?? '1',
    UV_PYTHON_INSTALL_DIR: join(project.cache, 'python'),
  };
}

/**
 * Returns the environment without the variables that make Python take its own
 * files or its packages from elsewhere.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutForeignPython(env) {
  const foreign =
    /^(?:PYTHON(?:HOME|PATH|STARTUP|USERBASE)|PIP_(?:TARGET|PREFIX|ROOT|USER|REQUIRE_VIRTUALENV|CONSTRAINT)|VIRTUAL_ENV)$/;
  const kept = Object.entries(env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), PYTHONNOUSERSITE: '1' };
}

/**
 * @param {Project} project
 * @param {Python | undefined} python
 * @param {NodeJS.ProcessEnv} env
 * @param {string} again
 */
async function createByUv(project, python, env, again) {
  const version = python?.fits ? python.version : '3.12';
  removeVenv(project, again);
  return showStep('Installing JupyterLab into .venv with uv', async () => {
    const made = await runTool(
      'uv',
      ['venv', '--no-project', '--python', version, project.venv],
      { env, cwd: project.root },
    );
    if (made.code !== 0) return made;
    const install = ['pip', 'install', '--no-deps', '--require-hashes'];
    return runTool(
      'uv',
      [...install, '--python', project.venvPython, '-r', project.requirements],
      { env, cwd: project.root },
    );
  });
}

/**
 * @param {Project} project
 * @param {Python} python
 * @param {NodeJS.ProcessEnv} env
 * @param {string} again
 */
async function createByPip(project, python, env, again) {
  removeVenv(project, again);
  const made = await showStep(
    `Making .venv with Python ${python.version}`,
    () => runPython(python.command, ['-m', 'venv', project.venv], env),
  );
  if (made.code !== 0) {
    throw explainFailure('Python could not make .venv', made.output, again);
  }
  const installed = await pipInstall(project, env);
  if (installed.code !== 0) {
    throw explainFailure(
      'pip could not install JupyterLab',
      installed.output,
      again,
    );
  }
}

/**
 * @param {Project} project
 * @param {NodeJS.ProcessEnv} env
 */
function pipInstall(project, env) {
  const requirements = readFileSync(project.requirements, 'utf8');
  const total = requirements.match(/^[\w.-]+==/gm)?.length ?? 0;
  let collected = 0;
  // The requirements name every package, so no dependencies are resolved.
  const install = ['install', '--no-deps', '--require-hashes', '--no-compile'];
  /** @param {string} output */
  const onText = (output) => {
    collected += output.match(/^Collecting /gm)?.length ?? 0;
  };
  return showStep(
    'Installing JupyterLab into .venv',
    () =>
      runTool(
        project.venvPython,
        ['-m', 'pip', ...install, '-r', project.requirements],
        { env, cwd: project.root, onText },
      ),
    () => `package ${collected} of up to ${total}`,
  );
}

/**
 * @param {Project} project
 * @param {string} again
 */
function removeVenv(project, again) {
  try {
    rmSync(project.venv, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    throw new WorkError(
      [
        `.venv is out of date and could not be removed (${/** @type {Error} */ (error).message}).`,
        `Close the JupyterLab that still uses it, then run ${again} again.`,
      ].join('\n'),
    );
  }
}

import { WorkError } from './errors.mjs';
import { explainFailure } from './explain.mjs';
import { showStep } from './progress.mjs';
import { runTool } from './tool.mjs';

/**
 * A Python on this machine: the command that starts it, its version, whether
 * that is new enough (`fits`), and whether it can make a virtual environment
 * with pip.
 * @typedef {{ command: readonly string[], version: string, fits: boolean,
 *   makesVenvs: boolean }} Python
 */

/** JupyterLab's dependencies are pinned for this version and later. */
const oldest = '3.10';

/** @type {Readonly<Record<'windows' | 'other', readonly string[][]>>} */
const candidates = {
  windows: [['py', '-3'], ['python'], ['python3']],
  // A Mac's own python3 is too old, but a newer one may be installed too.
  other: [
    ['python3'],
    ['python'],
    ['python3.13'],
    ['python3.12'],
    ['python3.11'],
    ['python3.10'],
  ],
};

/** Prints a line such as `3.12 True True`: version, fits, makesVenvs. */
const probeProgram = `
import sys
from importlib.util import find_spec
def there(name):
    try:
        return find_spec(name) is not None
    except ImportError:
        return False
print(
    "%d.%d" % sys.version_info[:2],
    sys.version_info >= (3, 10),
    there("venv.__main__") and there("ensurepip.__main__"),
)`;

/**
 * Returns the best Python on the PATH: the first that is new enough and makes
 * environments, or one that is at least new enough, or any; undefined if there
 * is none.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Python | undefined>}
 */
export async function findPython(env) {
  /** @type {Python[]} */
  const found = [];
  for (const command of candidates[
    process.platform === 'win32' ? 'windows' : 'other'
  ]) {
    const python = await probe(command, env);
    if (python?.fits && python.makesVenvs) return python;
    if (python) found.push(python);
  }
  return found.find(({ fits }) => fits) ?? found[0];
}

/**
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Python | undefined>}
 */
async function probe(command, env) {
  const { code, output } = await runPython(command, ['-c', probeProgram], env);
  const probed = code === 0 ? parseProbe(output) : undefined;
  return probed && { command, ...probed };
}

/**
 * Reads what the probe printed, whatever else the Python printed before it.
 * @param {string} output
 * @returns {Omit<Python, 'command'> | undefined}
 */
export function parseProbe(output) {
  const match = /^(\d+\.\d+) (True|False) (True|False)\r?$/m.exec(output);
  if (!match) return undefined;
  const [, version = '', fits, makesVenvs] = match;
  return { version, fits: fits === 'True', makesVenvs: makesVenvs === 'True' };
}

/**
 * @param {readonly string[]} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export function runPython(command, args, env) {
  const [program = '', ...first] = command;
  return runTool(program, [...first, ...args], { env });
}

/**
 * Whether `uv` is on the PATH and can be started.
 * @param {NodeJS.ProcessEnv} env
 */
export async function hasUv(env) {
  return (await runTool('uv', ['--version'], { env })).code === 0;
}

/**
 * Returns a Python that can make virtual environments. As root on Debian it
 * installs the missing package.
 * @throws WorkError that says what to install
 * @param {Python | undefined} python
 * @param {NodeJS.ProcessEnv} env
 * @param {string} again what a person types to try again
 */
export async function requirePython(python, env, again) {
  if (!python) {
    throw new WorkError(
      `Python was not found, and JupyterLab needs it.\n${howToInstall()}, then run ${again} again.`,
    );
  }
  if (!python.fits) {
    throw new WorkError(
      `Python ${python.version} is too old: JupyterLab needs ${oldest} or later.\n${howToInstall()}, then run ${again} again.`,
    );
  }
  if (python.makesVenvs) return python;
  if (await hasApt(env)) await installVenvModule(env, again);
  const completed = await probe(python.command, env);
  if (completed?.makesVenvs) return completed;
  throw new WorkError(
    [
      `Python ${python.version} cannot make virtual environments: its modules venv and ensurepip are missing.`,
      `On Debian and Ubuntu: sudo apt install python3-venv. Then run ${again} again.`,
    ].join('\n'),
  );
}

function howToInstall() {
  if (process.platform === 'darwin') {
    return 'Install Python 3.12 from python.org, or: brew install python';
  }
  if (process.platform === 'win32') {
    return 'Install Python 3.12 from python.org or the Microsoft Store';
  }
  return 'Install it (Debian and Ubuntu: sudo apt install python3 python3-venv)';
}

/** @param {NodeJS.ProcessEnv} env */
async function hasApt(env) {
  return (
    process.getuid?.() === 0 &&
    (await runTool('apt-get', ['--version'], { env })).code === 0
  );
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} again
 */
async function installVenvModule(env, again) {
  const { code, output } = await showStep(
    'Installing the Debian package python3-venv',
    () => aptInstall('python3-venv', env),
  );
  if (code !== 0) {
    throw explainFailure(
      'apt-get could not install python3-venv',
      output,
      again,
    );
  }
}

/**
 * Installs a Debian package, as root, without asking any question.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
export async function aptInstall(name, env) {
  const quiet = {
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    // Interrupted, it would leave the machine's packages in an invalid state.
    mayOutlive: true,
  };
  const updated = await runTool('apt-get', ['update'], quiet);
  const installed = await runTool(
    'apt-get',
    ['install', '--yes', '--no-install-recommends', name],
    quiet,
  );
  return { ...installed, output: updated.output + installed.output };
}

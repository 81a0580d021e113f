import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HelpRequest, UsageError, WorkError } from '../setup/errors.mjs';
import { project, readJson } from '../setup/project.mjs';
import { setUp } from '../setup/setup.mjs';

/**
 * Every npm script starts here, on the Node that the machine has. It sets up
 * what the command needs, then runs the command on the pinned Node.
 *
 * @import { Need } from '../setup/setup.mjs'
 * @typedef {{ main: (args: string[]) => Promise<number> }} CommandModule
 */

/** @type {readonly Need[]} */
const everything = ['dependencies', 'compiled', 'python'];

/** @type {Readonly<Record<string, readonly Need[]>>} */
const needsByCommand = {
  start: everything,
  test: everything,
  notebooks: everything,
  race: ['dependencies'],
  scrape: ['dependencies'],
  request: ['dependencies'],
  slides: ['dependencies', 'compiled'],
  crawl: ['dependencies'],
  // The script of its page is made when the sources are compiled.
  view: ['dependencies', 'compiled'],
  lab: ['dependencies'],
  bench: ['dependencies'],
  generate: ['dependencies'],
  // Learners' code imports the kit by its name, which is the compiled kit.
  exercises: ['dependencies', 'compiled'],
  // It says what is missing, so it must not need anything itself.
  doctor: [],
};

/**
 * What a person types, if that is not `npm run NAME`.
 * @type {Readonly<Record<string, string>>}
 */
const typed = { start: 'npm start', test: 'npm test' };

const oldestNode = 20;

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function run(command, args) {
  const major = Number.parseInt(process.versions.node);
  if (major < oldestNode) {
    throw new WorkError(
      `Node ${process.versions.node} is too old. Install Node ${oldestNode} or later from nodejs.org, then try again.`,
    );
  }
  const needs = Object.hasOwn(needsByCommand, command)
    ? needsByCommand[command]
    : undefined;
  if (!needs) {
    throw new UsageError(
      `There is no command "${command}". The commands are ${Object.keys(needsByCommand).join(', ')}.`,
    );
  }
  if (asksForVersion(args)) {
    process.stdout.write(`${versionOf(project)}\n`);
    return 0;
  }
  await setUp(project, needs, typed[command] ?? `npm run ${command}`);
  if (needs.length > 0 && !runsPinnedNode()) return runAgain(command, args);
  // The doctor runs on any Node, and older ones cannot cache compiled code.
  if (needs.length > 0) keepCompiledCode();
  const file = needs.length > 0 ? `./${command}.ts` : `./${command}.mjs`;
  /** @type {CommandModule} */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- only a literal path has a type
  const { main } = await import(new URL(file, import.meta.url).href);
  return main(args);
}

/**
 * Answered here, because it needs no set-up. After `--`, an argument is not a flag.
 * @param {string[]} args
 */
function asksForVersion(args) {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).includes('--version');
}

/**
 * The name and the version of the kit, as `--version` prints them.
 * @param {import('../setup/project.mjs').Project} kit
 */
function versionOf(kit) {
  const { name, version } = /** @type {{ name: string, version: string }} */ (
    readJson(join(kit.root, 'package.json'))
  );
  return `${name} ${version}`;
}

function runsPinnedNode() {
  return realpathSync(process.execPath) === realpathSync(project.pinnedNode);
}

/** Makes this process and those that it starts cache their compiled code. */
function keepCompiledCode() {
  process.env['NODE_COMPILE_CACHE'] ??= join(project.cache, 'node');
  module.enableCompileCache();
}

/**
 * Runs the command again, in a process of the pinned Node.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function runAgain(command, args) {
  const file = fileURLToPath(import.meta.url);
  const child = spawn(project.pinnedNode, [file, command, ...args], {
    stdio: 'inherit',
  });
  forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code ?? signalCodes[signal ?? ''] ?? 1);
    });
  });
}

/** @type {Readonly<Record<string, number>>} */
const signalCodes = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 };

/** @param {import('node:child_process').ChildProcess} child */
function forwardSignals(child) {
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  // In a terminal Ctrl-C also reaches the child, and one signal is enough.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
}

/**
 * Prints what went wrong: the message alone, or with DEBUG the whole stack.
 * @param {unknown} error
 * @returns {number} the exit code
 */
function report(error) {
  if (error instanceof HelpRequest) {
    process.stdout.write(`${error.message}\n`);
    return 0;
  }
  const { message, stack } =
    error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${process.env['DEBUG'] ? stack : message}\n`);
  if (error instanceof UsageError) return 2;
  if (!(error instanceof WorkError)) {
    process.stderr.write(
      'This is an error in the kit itself. Run the command again with DEBUG=1 to see where it happened.\n',
    );
  }
  return 1;
}

// It is not a failure if the reader of a pipe stops early (… | head).
process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(
    `Standard output could not be written: ${error.message}. Is its disk full?\n`,
  );
  process.exit(1);
});
// What is told on the way may get lost; the work itself goes on.
process.stderr.on('error', () => undefined);

const [command = 'start', ...args] = process.argv.slice(2);
try {
  process.exitCode = await run(command, args);
} catch (error) {
  process.exitCode = report(error);
}

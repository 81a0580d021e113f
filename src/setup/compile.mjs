import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { WorkError } from './errors.mjs';
import { showStep } from './progress.mjs';
import { readJson } from './project.mjs';
import { runTool } from './tool.mjs';

/** @import { Project } from './project.mjs' */

const stampName = '.compiled';

/**
 * Whether `src/dist` was made from the sources as they are now.
 * @param {Project} project
 */
export function compiledReady(project) {
  const stamp = join(project.compiled, stampName);
  return (
    existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(project)
  );
}

/**
 * Compiles what notebooks import into `src/dist`.
 * @throws WorkError with the compiler's first messages
 * @param {Project} project
 * @param {string} again what a person types to try again
 */
export async function compileSource(project, again) {
  const { compiled } = project;
  const before = fingerprint(project);
  const stamp = join(compiled, stampName);
  // Without a stamp, nothing is known about the output: compile all of it.
  if (!existsSync(stamp)) {
    rmSync(join(compiled, '.tsbuildinfo'), { force: true });
  }
  rmSync(stamp, { force: true });
  const { code, output } = await showStep('Compiling src', () =>
    runTool(project.pinnedNode, [compilerOf(project), '-p', project.source], {
      cwd: project.root,
      // The compiler keeps its own compiled form, by default in /tmp.
      env: { ...process.env, NODE_COMPILE_CACHE: join(project.cache, 'node') },
    }),
  );
  if (code !== 0) {
    const messages = output.trim().split('\n').slice(0, 3);
    throw new WorkError(
      [
        `src does not compile. Correct it, or undo your change (git status shows it), then run ${again} again.`,
        ...messages,
      ].join('\n'),
    );
  }
  copyData(project);
  // Loaded only now: it is a package, and set-up begins without any.
  const { bundleForPages } = await import('./bundle.mjs');
  await bundleForPages(project);
  removeOrphans(project);
  mkdirSync(compiled, { recursive: true });
  writeFileSync(stamp, before);
}

/**
 * @param {Project} project
 */
function compilerOf(project) {
  return join(project.modules, 'typescript', 'bin', 'tsc');
}

/**
 * A hash of all sources' paths, sizes and times: reading every file at every
 * start would cost more than an unnecessary compilation.
 * @param {Project} project
 */
function fingerprint(project) {
  const configuration = [
    join(project.root, 'tsconfig.json'),
    join(project.source, 'tsconfig.json'),
    join(project.modules, 'typescript', 'package.json'),
  ];
  const hash = createHash('sha256');
  for (const file of [...configuration, ...sourcesOf(project)]) {
    const stat = statSync(file, { throwIfNoEntry: false });
    hash.update(`${file} ${stat?.size ?? 0} ${stat?.mtimeMs ?? 0}\n`);
  }
  return hash.digest('hex');
}

/**
 * All files of the folders that the compiler's configuration includes, except
 * the tests.
 * @param {Project} project
 */
function sourcesOf(project) {
  const file = join(project.source, 'tsconfig.json');
  const { include = [] } = /** @type {{ include?: string[] }} */ (
    readJson(file) ?? {}
  );
  return include
    .map((name) => join(project.source, name))
    .flatMap((path) => (path.endsWith('.ts') ? [path] : filesUnder(path)))
    .filter((path) => !path.endsWith('.test.ts'));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    });
}

/**
 * Copies the data files that code reads from its own folder.
 * @param {Project} project
 */
function copyData(project) {
  for (const source of sourcesOf(project)) {
    if (/\.[cm]?ts$|[\\/]tsconfig\.json$/.test(source)) continue;
    const target = join(project.compiled, relative(project.source, source));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(source, target);
  }
}

/**
 * Removes what was compiled from a source that is gone: it could still be
 * imported.
 * @param {Project} project
 */
function removeOrphans(project) {
  const expected = new Set(
    sourcesOf(project).map((path) => withoutSuffix(project.source, path)),
  );
  for (const path of filesUnder(project.compiled)) {
    const name = withoutSuffix(project.compiled, path);
    if (!name.startsWith('.') && !expected.has(name)) rmSync(path);
  }
}

/**
 * @param {string} folder
 * @param {string} path
 */
function withoutSuffix(folder, path) {
  return relative(folder, path)
    .split(sep)
    .join('/')
    .replace(/(?:\.d)?\.[cm]?[jt]s(?:\.map)?$/, '');
}

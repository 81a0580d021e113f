import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { requireBrowser } from './browser.ts';
import { ISOLATED_VARIABLE, loopbackOnly } from './isolation.ts';
import { parseOptions, textFlag } from './options.ts';
import { WorkError } from './setup/errors.mjs';
import { project } from './setup/project.mjs';

/** The browser tests read where set-up has found a browser from here. */
const BROWSER_VARIABLE = 'CHROME_PATH';

/** More than a small machine has cores: lessons spend half their time waiting. */
const TEST_FILES_AT_ONCE = 3;

interface Step {
  readonly title: string;
  readonly script: string;
  readonly args: readonly string[];
}

const CHECKS: readonly Step[] = [
  {
    title: 'prettier --check',
    script: 'prettier/bin/prettier.cjs',
    args: ['--check', '--log-level=warn', '.'],
  },
  {
    title: 'eslint',
    script: 'eslint/bin/eslint.js',
    args: ['--max-warnings=0', '.'],
  },
  // By its path: npm's PATH may hold the kernel's older tsc under that name.
  { title: 'tsc', script: 'typescript/bin/tsc', args: ['-p', '.'] },
  // What runs in a browser knows a page, and no Node.
  {
    title: 'tsc, the slides in a browser',
    script: 'typescript/bin/tsc',
    args: ['-p', 'slides/shell'],
  },
];

/** Runs every check: form, types, then all tests. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm test',
    summary: 'Sets up what is missing and runs every check.',
    flags: {
      only: textFlag(
        'only the test files whose path holds this; no other checks',
        'PATTERN',
        undefined,
      ),
    },
  });
  const files = testFiles(values.only);
  const browser = await requireBrowser();
  let failures = 0;
  if (values.only === undefined)
    for (const check of CHECKS) failures += await runCheck(check);
  // Last, so that the counts of tests are the last thing to read.
  if (failures > 0) console.log(`✖ ${failures} of the checks above failed.`);
  failures += await runTests(files, browser);
  return failures === 0 ? 0 : 1;
}

function runCheck({ title, script, args }: Step): Promise<number> {
  const file = join(project.modules, script);
  return runStep(title, [file, ...args], process.env);
}

/** All test files, those of whole lessons and browsers first: they take longest. */
function testFiles(pattern: string | undefined): string[] {
  const globs = ['test/**/*.test.ts', '{src,slides,exercises}/**/*.test.ts'];
  const all = globs.flatMap((glob) =>
    globSync(glob, {
      cwd: project.root,
      exclude: ['**/node_modules/**', '**/dist/**'],
    }).sort(),
  );
  const wanted = all.filter((file) => file.includes(pattern ?? ''));
  if (wanted.length === 0)
    throw new WorkError(`No test file has "${pattern ?? ''}" in its path.`);
  return wanted;
}

/** Runs the tests, without any network but loopback where that can be. */
function runTests(files: readonly string[], browser: string): Promise<number> {
  const isolation = loopbackOnly();
  console.log(
    isolation.length > 0
      ? 'The tests run without a network, save this machine’s own loopback.'
      : 'The tests run with the network as it is: only Linux takes it away.',
  );
  return runStep(
    undefined,
    [
      '--test',
      `--test-concurrency=${TEST_FILES_AT_ONCE}`,
      '--test-reporter=spec',
      ...files,
    ],
    {
      ...process.env,
      [BROWSER_VARIABLE]: browser,
      ...(isolation.length > 0 && { [ISOLATED_VARIABLE]: '1' }),
    },
    isolation,
  );
}

/** Runs one step with its output shown; returns how many failed: 0 or 1. */
async function runStep(
  title: string | undefined,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  isolation: readonly string[] = [],
): Promise<number> {
  const start = performance.now();
  const [program = '', ...words] = [...isolation, process.execPath, ...args];
  const child = spawn(program, words, {
    cwd: project.root,
    env,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  if (title !== undefined)
    console.log(`${code === 0 ? '✔' : '✖'} ${title} (${seconds} s)`);
  return code === 0 ? 0 : 1;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { requireBrowser } from '../command/browser.ts';
import { resultOf } from '../command/child-result.ts';
import { isolatedVariable, loopbackOnly } from './test/isolation.ts';
import { parseOptions, textFlag } from '../command/options.ts';
import { WorkError } from '../setup/errors.mjs';
import { project } from '../setup/project.mjs';

/** Tells the browser tests which browser set-up has found. */
const browserVariable = 'CHROME_PATH';

/** More than the cores of a small machine: tests spend half their time waiting. */
const testFilesAtOnce = 3;

interface Step {
  readonly title: string;
  readonly script: string;
  readonly args: readonly string[];
}

const checkSteps: readonly Step[] = [
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
  { title: 'tsc', script: 'typescript/bin/tsc', args: ['-p', '.'] },
  // Code that runs in a browser has a page, but not Node.
  {
    title: 'tsc, the slides in a browser',
    script: 'typescript/bin/tsc',
    args: ['-p', 'src/deck/shell'],
  },
  {
    title: 'tsc, pictures in a page',
    script: 'typescript/bin/tsc',
    args: ['-p', 'src/trace/explore/element'],
  },
  {
    title: 'no circle of imports',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', 'dependency-cruiser.config.js', 'src', 'slides', 'test'],
  },
  {
    title: 'knip',
    script: 'knip/bin/knip.js',
    args: ['--no-progress', '--no-config-hints'],
  },
];

/** Runs every check: format, lint and types at once, then all tests. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm test',
    summary: 'Sets up what is missing and runs every check.',
    flags: {
      only: textFlag(
        'run only the test files whose path contains this, and no other checks',
        'PATTERN',
        undefined,
      ),
    },
  });
  const files = testFiles(values.only);
  const browser = await requireBrowser();
  const checks = values.only === undefined ? checkSteps : [];
  const failed = await Promise.all(checks.map(runCheck));
  const failures = failed.filter(Boolean).length;
  // Last, so that the counts of tests are the last thing to read.
  if (failures > 0) console.log(`✖ ${failures} of the checks above failed.`);
  const passed = await runTests(files, browser);
  return passed && failures === 0 ? 0 : 1;
}

/** Runs a check, then prints all of its output; gives whether it failed. */
async function runCheck({ title, script, args }: Step): Promise<boolean> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [join(project.modules, script), ...args],
    { cwd: project.root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { code, stdout, stderr } = await resultOf(child);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  process.stdout.write(stdout + stderr);
  console.log(`${code === 0 ? '✔' : '✖'} ${title} (${seconds} s)`);
  return code !== 0;
}

function testFiles(pattern: string | undefined): string[] {
  const all = globSync('{test,src,slides}/**/*.test.ts', {
    cwd: project.root,
    exclude: ['**/node_modules/**', '**/dist/**'],
  });
  const wanted = all.filter((file) => file.includes(pattern ?? ''));
  if (wanted.length === 0) {
    throw new WorkError(`No test file's path contains "${pattern ?? ''}".`);
  }
  return wanted;
}

/**
 * Runs the tests, without a network except loopback where the system allows
 * that; gives whether all of them passed.
 */
async function runTests(
  files: readonly string[],
  browser: string,
): Promise<boolean> {
  const isolation = loopbackOnly();
  console.log(
    isolation.length > 0
      ? 'The tests run without a network, except this machine’s own loopback.'
      : 'The tests can use the network: only on Linux can it be taken away.',
  );
  const [program = '', ...words] = [
    ...isolation,
    process.execPath,
    '--test',
    `--test-concurrency=${testFilesAtOnce}`,
    '--test-reporter=spec',
    ...files,
  ];
  const child = spawn(program, words, {
    cwd: project.root,
    env: {
      ...process.env,
      [browserVariable]: browser,
      ...(isolation.length > 0 && { [isolatedVariable]: '1' }),
    },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0;
}

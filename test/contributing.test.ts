import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { project } from '../src/setup/project.mjs';

const pages = globSync('*.md', { cwd: project.root }).sort();

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function read(path: string): string {
  return readFileSync(join(project.root, path), 'utf8');
}

function readManifest(path: string): Manifest {
  return JSON.parse(read(path)) as Manifest;
}

const manifests = ['package.json', 'src/package.json'].map(readManifest);

const packages = new Set(
  manifests.flatMap(({ dependencies, devDependencies }) =>
    Object.keys({ ...dependencies, ...devDependencies }),
  ),
);

/** What stands in backticks in a page's text, fenced code left out. */
function codeIn(page: string): string[] {
  const text = read(page).replace(/^```[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) =>
    code.replace(/\s+/g, ' '),
  );
}

/** Whether a word names a file or folder of the project. */
function isPath(word: string): boolean {
  const isOther =
    packages.has(word) ||
    /^(?:@|async-lab\/|work\/|\.venv|\.new)/.test(word) ||
    !/^[\w.*/-]+$/.test(word);
  return (
    !isOther && /\/|\w\.(?:ts|mjs|js|json|md|ipynb|yml|css|in|txt)$/.test(word)
  );
}

/** The path as a pattern: `NN-slug` and `NAME` stand for any name. */
function patternOf(path: string): string {
  return path
    .replace('NN-slug', '[0-9][0-9]-*')
    .replace('NAME', '*')
    .replace(/\/$/, '');
}

suite('The pages for contributors', () => {
  test('give a reason for each dependency, and for no other package', () => {
    const [, section = ''] = read('CONTRIBUTING.md').split('## Dependencies\n');
    const rows = [...section.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)];
    const named = rows.map(([, name]) => name);
    assert.deepEqual(named.sort(), [...packages].sort());
  });

  for (const page of ['CONTRIBUTING.md', 'STYLE.md']) {
    test(`name only paths that exist: ${page}`, () => {
      const paths = codeIn(page).filter(isPath);
      assert.ok(paths.length > 10);
      const missing = paths.filter(
        (path) => globSync(patternOf(path), { cwd: project.root }).length === 0,
      );
      assert.deepEqual(missing, []);
    });
  }
});

suite('Every page at the top', () => {
  for (const page of pages) {
    test(`links to files that exist: ${page}`, () => {
      const links = [...read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)];
      const missing = links
        .map(([, path = '']) => path)
        .filter((path) => !existsSync(join(project.root, path)));
      assert.deepEqual(missing, []);
    });

    test(`names only commands that exist: ${page}`, () => {
      const [{ scripts } = {}] = manifests;
      const unknown = codeIn(page)
        .map((code) => /^npm run (?:-s )?([a-z]+)/.exec(code)?.[1])
        .filter((name) => name !== undefined)
        .filter((name) => !Object.hasOwn(scripts ?? {}, name));
      assert.deepEqual(unknown, []);
    });
  }
});

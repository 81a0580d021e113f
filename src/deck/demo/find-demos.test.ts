import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { project } from '../../setup/project.mjs';
import { findDemos } from './find-demos.ts';

suite('Demos are found by their files', () => {
  let folder: string;
  const find = () => findDemos(pathToFileURL(`${folder}/`)).files;

  before(() => {
    mkdirSync(project.work, { recursive: true });
    folder = mkdtempSync(join(project.work, '.demos-'));
    const files = {
      'budget.ts': 'export const demo: Demo = {};',
      'scrape.ts': 'export function scrape() {}\n// export const demo',
      'scrape-live.ts': 'import x;\nexport const demo = {};',
      'budget.test.ts': 'export const demo = {};',
      'notes.md': 'export const demo = {};',
    };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
    mkdirSync(join(folder, 'programs'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  test('by what they export, and named as they are', () => {
    assert.deepEqual(find(), {
      budget: 'budget.ts',
      scrape: 'scrape-live.ts',
    });
  });

  test('and two of one name are refused', () => {
    const file = join(folder, 'budget-live.ts');
    writeFileSync(file, 'export const demo = {};');
    assert.throws(find, /budget-live\.ts and budget\.ts both export a demo/);
    rmSync(file);
  });
});

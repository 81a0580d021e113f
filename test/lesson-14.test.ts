import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parseNotebook, sourceOf } from '../src/cli/notebooks/notebook.ts';
import { project } from '../src/setup/project.mjs';

const notebook = join(project.root, 'notebooks', '14-capstone.ipynb');
const folder = join(project.root, 'src', 'cli', 'crawl');

/** The cells that are the program; the others are the lesson's own. */
const pieces = [
  'ask-types',
  'ask-limits',
  'ask-manners',
  'body-types',
  'ask-define',
  'page-type',
  'page-on-web',
  'page-base',
  'page-resolve',
  'decode-header',
  'page-define',
  'address-unreserved',
  'address-respell',
  'address-define',
  'turns-define',
  'turns-enter',
  'turns-gate',
  'turns-create',
  'robots-types',
  'robots-lines',
  'robots-group',
  'robots-rules',
  'robots-spell',
  'robots-spell-query',
  'robots-spell-rule',
  'robots-parse',
  'robots-fits',
  'robots-allowed',
  'robots-read-type',
  'pace-delay',
  'robots-first-lines',
  'robots-in',
  'robots-read',
  'robots-files',
  'pace-define',
  'pace-site',
  'pace-depart',
  'pace-create',
  'retry-reasons',
  'retry-code',
  'retry-after',
  'retry-transient',
  'retry-wait',
  'retry-define',
  'rows-define',
  'rows-open',
  'rows-parse',
  'rows-read',
  'frontier-notes',
  'frontier-create',
  'frontier-type',
  'frontier-new',
  'frontier-add',
  'frontier-record',
  'plan-type',
  'read-page',
  'reading-means',
  'reading',
  'program',
];

/** A file as cells can hold it: without comments, and without `export`. */
function bare(text: string): string {
  return text
    .replaceAll(/^ *\/\*\*.*?\*\/\n/gms, '')
    .replaceAll(/^ *\/\/.*\n/gm, '')
    .replaceAll(/^export /gm, '');
}

const files = readdirSync(folder)
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => join(folder, file));

const sources = [...files, join(project.root, 'src', 'command', 'charset.ts')]
  .map((file) => bare(readFileSync(file, 'utf8')))
  .join('\n');

const { cells } = parseNotebook(readFileSync(notebook, 'utf8'));

suite('what lesson 14 shows is what npm run crawl runs', () => {
  for (const id of pieces) {
    test(id, () => {
      const cell = cells.find((candidate) => candidate.id === id);
      assert.ok(cell, `lesson 14 has a cell named ${id}`);
      for (const part of sourceOf(cell).split(/\n\n(?=\S)|\n(?=const )/)) {
        assert.ok(sources.includes(`${part}\n`), `src/cli/crawl has:\n${part}`);
      }
    });
  }
});

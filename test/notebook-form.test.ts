import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkNotebookForm } from '../src/cli/notebooks/form.ts';
import { project } from '../src/setup/project.mjs';

const folder = join(project.root, 'notebooks');

describe('every committed notebook is clean and in form', () => {
  for (const file of readdirSync(folder)) {
    it(file, () => {
      assert.match(file, /^\d\d-[a-z0-9-]+\.ipynb$/);
      const text = readFileSync(join(folder, file), 'utf8');
      assert.deepEqual(checkNotebookForm(text), []);
    });
  }
});

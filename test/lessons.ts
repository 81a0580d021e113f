import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import {
  parseNotebook,
  renderNotebook,
  type Notebook,
  type NotebookCell,
} from '../src/cli/notebooks/notebook.ts';
import { runNotebooks } from '../src/cli/notebooks/run.ts';
import { readMasters } from '../src/cli/generate/generated.ts';
import {
  checkCellId,
  checkCode,
  starterCellId,
} from '../src/cli/generate/your-turn.ts';
import { exercises } from '../src/practice/catalogue.ts';
import { cellCodeOf, solutionCodeOf } from '../src/practice/master.ts';
import { project } from '../src/setup/project.mjs';

const originals = join(project.root, 'notebooks');

/** The fastest pace at which timers do not yet distort what is compared. */
const scale = 0.1;

/** Sockets of the kernel's own thread, and whether the lab still answers. */
const nothingLeftOpen = `
const openSockets = process
  .getActiveResourcesInfo()
  .filter((name) => /^(TCP|Pipe|TLS)/.test(name) && name !== 'PipeWrap');
assert.deepEqual(openSockets, []);
await assert.rejects(fetch(lab.url));`;

/**
 * Tests that each lesson in a range of numbers runs in the real kernel, twice
 * over. Several files share the lessons, so that they run side by side.
 */
export function testLessons(first: string, last: string): void {
  const lessons = readdirSync(originals).filter(
    (file) => file.endsWith('.ipynb') && file >= first && file < `${last}~`,
  );

  suite(`Every lesson from ${first} to ${last} runs in the real kernel`, () => {
    let folder: string;

    before(() => {
      mkdirSync(project.work, { recursive: true });
      folder = mkdtempSync(join(project.work, '.test-lessons-'));
    });
    after(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    for (const file of lessons) {
      test(`${file}, twice over, and leaves nothing open`, async () => {
        writeFileSync(join(folder, file), twiceOver(file));
        const [run] = await runNotebooks({ folder, files: [file], scale });
        assert.deepEqual(run?.error, undefined);
        assert.equal(run?.ok, true);
      });
    }
  });
}

/** With each starter written, and checks that throw. */
function withSolutions(notebook: Notebook): Notebook {
  const replacements = new Map(
    readMasters(project.root).flatMap((master) => [
      [starterCellId(master.id), cellCodeOf(solutionCodeOf(master))],
      [checkCellId(master.id), strictCheckOf(master.id)],
    ]),
  );
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: replacements.get(cell.id ?? '') ?? cell.source,
  }));
  return { ...notebook, cells };
}

function strictCheckOf(exerciseId: string): string {
  const { name = '' } = exercises.find(({ id }) => id === exerciseId) ?? {};
  return checkCode(exerciseId, name, '{ mustPass: true }');
}

/**
 * The lesson, itself once more in the same kernel, and a look at the end. The
 * exercises' checks make labs and processes of their own: once is enough.
 */
function twiceOver(file: string): string {
  const text = readFileSync(join(originals, file), 'utf8');
  const notebook = withSolutions(parseNotebook(text));
  const again = notebook.cells
    .filter(({ id = '' }) => !id.startsWith(checkCellId('')))
    .map((cell) => ({ ...cell, id: `${cell.id ?? ''}-again` }));
  const look: NotebookCell = {
    cell_type: 'code',
    id: 'nothing-left-open',
    metadata: {},
    source: nothingLeftOpen,
    outputs: [],
    execution_count: null,
  };
  const cells = [...notebook.cells, ...again, look];
  return renderNotebook({ ...notebook, cells });
}

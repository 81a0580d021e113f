import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { followOriginals, resetCopy } from './follow.ts';

const now = new Date(2026, 2, 1, 9, 30, 5);
const today = '20260301-093005';

/** A notebook of one code cell, as JupyterLab would save it. */
function notebook(source: string, more: object = {}): string {
  const cell = { cell_type: 'code', id: 'a', metadata: {}, source, ...more };
  return JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4 });
}

/** A project of its own, with files by their place in it. */
function createProject(context: TestContext, files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'copies-'));
  context.after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const write = (place: string, text: string) => {
    mkdirSync(join(root, place, '..'), { recursive: true });
    writeFileSync(join(root, place), text);
  };
  for (const [place, text] of Object.entries(files)) write(place, text);
  return {
    root,
    write,
    read: (place: string) => readFileSync(join(root, place), 'utf8'),
    exists: (place: string) => existsSync(join(root, place)),
    remove: (place: string) => {
      rmSync(join(root, place));
    },
    copies: () => readdirSync(join(root, 'work', 'notebooks')).sort(),
    follow: () => followOriginals(root, now),
  };
}

const originalText = 'notebooks/03-pooled.ipynb';
const copyPath = 'work/notebooks/03-pooled.ipynb';
const besidePath = 'work/notebooks/03-pooled.new.ipynb';

async function createFollowed(context: TestContext) {
  const project = createProject(context, { [originalText]: notebook('one') });
  await project.follow();
  return project;
}

test('copies are made on first use, without a line for each', async (context) => {
  const project = createProject(context, {
    [originalText]: notebook('one'),
    'exercises/03-pooled.ts': 'export {};\n',
    'notebooks/notes.txt': 'not a lesson',
  });
  assert.deepEqual(await project.follow(), []);
  assert.equal(project.read(copyPath), notebook('one'));
  assert.equal(project.read('work/exercises/03-pooled.ts'), 'export {};\n');
  assert.deepEqual(project.copies(), ['03-pooled.ipynb']);
  assert.deepEqual(await project.follow(), [], 'a second time nothing is due');
});

test('an unchanged copy follows its original', async (context) => {
  const project = await createFollowed(context);
  project.write(originalText, notebook('two'));
  assert.match((await project.follow()).join(), /03-pooled.*has been updated/);
  assert.equal(project.read(copyPath), notebook('two'));
});

test('a copy that was only run keeps its outputs until the original changes', async (context) => {
  const project = await createFollowed(context);
  const run = JSON.stringify({
    cells: [
      { cell_type: 'code', id: 'a', source: ['one'], outputs: [{}] },
      { cell_type: 'code', id: 'b', source: '', outputs: [] },
    ],
  });
  project.write(copyPath, run);
  assert.deepEqual(await project.follow(), []);
  assert.equal(project.read(copyPath), run);
  project.write(originalText, notebook('two'));
  await project.follow();
  assert.equal(project.read(copyPath), notebook('two'));
});

test('a changed copy stays, and the newer original is put beside it once', async (context) => {
  const project = await createFollowed(context);
  project.write(copyPath, notebook('mine'));
  assert.deepEqual(await project.follow(), []);
  project.write(originalText, notebook('two'));
  assert.match(
    (await project.follow()).join(),
    /newer version of work\/notebooks\/03-pooled\.ipynb.*so it stays;.*03-pooled\.new\.ipynb/,
  );
  assert.equal(project.read(copyPath), notebook('mine'));
  assert.equal(project.read(besidePath), notebook('two'));
  project.remove(besidePath);
  assert.deepEqual(await project.follow(), [], 'the line appears only once');
  assert.equal(project.exists(besidePath), false);
});

test('a still newer original replaces the offered one, but not what was written in it', async (context) => {
  const project = await createFollowed(context);
  project.write(copyPath, notebook('mine'));
  project.write(originalText, notebook('two'));
  await project.follow();
  project.write(originalText, notebook('three'));
  await project.follow();
  assert.equal(project.read(besidePath), notebook('three'));
  assert.deepEqual(project.copies(), [
    '03-pooled.ipynb',
    '03-pooled.new.ipynb',
  ]);
  project.write(besidePath, notebook('mine too'));
  project.write(originalText, notebook('four'));
  await project.follow();
  assert.equal(project.read(besidePath), notebook('four'));
  assert.equal(
    project.read(`work/notebooks/03-pooled.new.kept-${today}.ipynb`),
    notebook('mine too'),
  );
});

test('a copy edited to equal its newer original follows from then on', async (context) => {
  const project = await createFollowed(context);
  project.write(copyPath, notebook('mine'));
  project.write(originalText, notebook('two'));
  await project.follow();
  project.write(copyPath, notebook('two'));
  assert.deepEqual(await project.follow(), []);
  project.write(originalText, notebook('three'));
  await project.follow();
  assert.equal(project.read(copyPath), notebook('three'));
});

test('a new lesson is added, and a line says so', async (context) => {
  const project = await createFollowed(context);
  project.write('notebooks/04-concurrent.ipynb', notebook('four'));
  assert.deepEqual(await project.follow(), [
    'New: work/notebooks/04-concurrent.ipynb.',
  ]);
  assert.equal(
    project.read('work/notebooks/04-concurrent.ipynb'),
    notebook('four'),
  );
});

test('only an unchanged copy of a removed lesson is removed', async (context) => {
  const project = createProject(context, {
    [originalText]: notebook('one'),
    'notebooks/04-a.ipynb': notebook('a'),
    'notebooks/05-b.ipynb': notebook('b'),
  });
  await project.follow();
  project.write('work/notebooks/05-b.ipynb', notebook('mine'));
  project.remove('notebooks/04-a.ipynb');
  project.remove('notebooks/05-b.ipynb');
  const lines = await project.follow();
  assert.match(lines.join('\n'), /04-a\.ipynb has been removed/);
  assert.match(
    lines.join('\n'),
    /changed your copy, so work\/notebooks\/05-b\.ipynb stays/,
  );
  assert.deepEqual(project.copies(), ['03-pooled.ipynb', '05-b.ipynb']);
  assert.deepEqual(await project.follow(), []);
});

test('if all originals are missing, copies stay', async (context) => {
  const project = await createFollowed(context);
  project.remove(originalText);
  assert.deepEqual(await project.follow(), []);
  assert.equal(project.exists(copyPath), true);
});

test('a deleted copy is replaced', async (context) => {
  const project = await createFollowed(context);
  project.remove(copyPath);
  assert.match(
    (await project.follow()).join(),
    /was missing; a fresh copy is there now/,
  );
  assert.equal(project.read(copyPath), notebook('one'));
});

for (const [what, text] of [
  ['empty', ''],
  ['cut short', notebook('one').slice(0, 30)],
  ['not a notebook', '{"a": 1}'],
  ['null', 'null'],
] as const) {
  test(`a damaged copy (${what}) is kept, and replaced by a fresh one`, async (context) => {
    const project = await createFollowed(context);
    project.write(copyPath, text);
    assert.match((await project.follow()).join(), /was damaged/);
    assert.equal(project.read(copyPath), notebook('one'));
    assert.equal(
      project.read(`work/notebooks/03-pooled.damaged-${today}.ipynb`),
      text,
    );
  });
}

test('if the list of copies is damaged, no changed copy is lost', async (context) => {
  const project = await createFollowed(context);
  project.write('notebooks/04-a.ipynb', notebook('a'));
  await project.follow();
  project.write('work/notebooks/04-a.ipynb', notebook('mine'));
  project.write('work/.originals.json', '{"copies": {"');
  const lines = await project.follow();
  assert.match(lines.join('\n'), /list of your copies .*was damaged/);
  assert.equal(project.read('work/notebooks/04-a.ipynb'), notebook('mine'));
  project.write(originalText, notebook('two'));
  await project.follow();
  assert.equal(
    project.read(copyPath),
    notebook('two'),
    'untouched ones follow',
  );
});

test('whether an exercise is changed depends on its text, not on its line ends', async (context) => {
  const original = 'exercises/01-a.ts';
  const project = createProject(context, { [original]: 'a\nb\n' });
  await project.follow();
  project.write(`work/${original}`, 'a\r\nb\r\n');
  project.write(original, 'c\n');
  await project.follow();
  assert.equal(project.read(`work/${original}`), 'c\n');
});

test('two processes at once do the work once', async (context) => {
  const project = await createFollowed(context);
  project.write(copyPath, notebook('mine'));
  project.write(originalText, notebook('two'));
  const both = await Promise.all([project.follow(), project.follow()]);
  assert.equal(both.flat().length, 1);
});

test('a reset keeps the copy under a dated name', async (context) => {
  const project = await createFollowed(context);
  const place = 'notebooks/03-pooled.ipynb';
  for (const [mine, count] of [
    ['mine', ''],
    ['mine again', '-2'],
  ] as const) {
    project.write(copyPath, notebook(mine));
    const kept = await resetCopy(project.root, place, now);
    assert.equal(
      kept,
      join(
        project.root,
        `work/notebooks/03-pooled.kept-${today}${count}.ipynb`,
      ),
    );
    assert.equal(readFileSync(kept, 'utf8'), notebook(mine));
    assert.equal(project.read(copyPath), notebook('one'));
  }
  project.write(originalText, notebook('two'));
  await project.follow();
  assert.equal(project.read(copyPath), notebook('two'), 'it follows again');
});

test('a reset without a copy makes one, without an original fails', async (context) => {
  const project = createProject(context, { [originalText]: notebook('one') });
  assert.equal(await resetCopy(project.root, originalText, now), undefined);
  assert.equal(project.read(copyPath), notebook('one'));
  await assert.rejects(resetCopy(project.root, 'notebooks/99.ipynb', now), {
    name: 'WorkError',
    message:
      'notebooks/99.ipynb is not in this project, so there is nothing to copy.',
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { scrape } from '../slides/demos/scrape.ts';
import { parseNotebook, sourceOf } from '../src/cli/notebooks/notebook.ts';
import { project } from '../src/setup/project.mjs';
import { startLab, type Lab } from '../src/index.ts';
import { conferenceHandles } from '../src/lab/data/speakers.ts';

const notebookFile = join(project.root, 'notebooks', '05-scrape.ipynb');
const programFile = join(project.root, 'slides', 'demos', 'scrape.ts');
const mostCellLines = 42;

/** The cells that introduce the program's pieces. */
const pieceNames = [
  'links-define',
  'speakers-define',
  'handles-define',
  'at-once-define',
];

function cellText(id: string): string {
  const { cells } = parseNotebook(readFileSync(notebookFile, 'utf8'));
  const cell = cells.find((candidate) => candidate.id === id);
  assert.ok(cell, `lesson 05 has a cell named ${id}`);
  return sourceOf(cell);
}

/**
 * The program's file as a cell can hold it: without the last part, which runs
 * it from a command line, without the marks of its regions, and without
 * `export`, which a cell does not know.
 */
function programText(): string {
  const [program = ''] = readFileSync(programFile, 'utf8').split(
    /^if \(import\.meta\.main\)/m,
  );
  return program
    .replaceAll(/^\/\/ #(?:end)?region.*\n/gm, '')
    .replaceAll(/^export /gm, '')
    .trim();
}

function without(program: string, part: string): string {
  assert.ok(program.includes(part), `the program has: ${part}`);
  return program.replace(part, '');
}

suite('the program that lesson 05 ends with', () => {
  test('fits into 42 lines, the empty ones included', () => {
    const { length } = cellText('program').split('\n');
    assert.ok(length <= mostCellLines, `it has ${length} lines`);
  });

  test('is the text that runs on stage and in the terminal', () => {
    assert.equal(cellText('program'), programText());
  });

  test('is the pieces of the lesson, put together, and nothing else', () => {
    const parts = pieceNames.flatMap((id) => cellText(id).split('\n\n'));
    const rest = parts.reduce(without, cellText('program')).trim();
    assert.match(rest, /^(?:import .*\n?)+$/);
  });
});

suite('the scraper', () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ scale: 0.1 });
  });
  after(() => lab.close());

  for (const [way, atOnce, peakInFlight] of [
    ['in turn', false, 1],
    ['all at once', true, 28],
  ] as const) {
    test(`finds every handle once, ${way}`, async () => {
      await lab.reset();
      const { pages, handles } = await scrape(lab.conference, atOnce);
      assert.equal(pages.length, 28);
      assert.deepEqual(handles, conferenceHandles);
      const { conference } = await lab.stats();
      assert.equal(conference?.requests, 29);
      assert.equal(conference.peakInFlight, peakInFlight);
      assert.equal(conference.aborted, 0);
    });
  }
});

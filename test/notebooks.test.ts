import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ChildResult } from '../src/command/child-result.ts';
import { renderNotebook } from '../src/cli/notebooks/notebook.ts';
import {
  runNotebooks,
  type NotebookRun,
  type RunOptions,
} from '../src/cli/notebooks/run.ts';
import { project } from '../src/setup/project.mjs';
import { runCommand } from './command.ts';

interface ScratchCell {
  readonly code: string;
  readonly tags?: readonly string[];
}

let folder: string;
/** Of this file alone: others run notebooks at the same time. */
let workFolder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'notebooks-test-'));
  mkdirSync(project.work, { recursive: true });
  workFolder = mkdtempSync(join(project.work, '.test-'));
});
after(() => {
  rmSync(folder, { recursive: true });
  rmSync(workFolder, { recursive: true });
});

function writeScratch(file: string, ...cells: ScratchCell[]): string {
  const notebook = {
    cells: cells.map(({ code, tags }, index) => ({
      cell_type: 'code',
      id: `cell-${index}`,
      metadata: tags ? { tags } : {},
      execution_count: null,
      outputs: [],
      source: code,
    })),
    metadata: {
      kernelspec: {
        display_name: 'TypeScript (async-lab)',
        language: 'typescript',
        name: 'async-lab',
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  writeFileSync(join(folder, file), renderNotebook(notebook));
  return file;
}

async function runScratch(
  cells: ScratchCell[],
  options: Partial<RunOptions> = {},
): Promise<NotebookRun> {
  const files = [writeScratch('50-scratch.ipynb', ...cells)];
  const [run] = await runNotebooks({
    folder,
    workFolder,
    files,
    scale: 0.1,
    ...options,
  });
  assert.ok(run);
  return run;
}

describe('a notebook', () => {
  it('is ok when all its cells are, and knows the lab’s scale', async () => {
    const file = join(folder, '50-scratch.ipynb');
    const run = await runScratch([
      { code: "if (process.env['LAB_SCALE'] !== '0.1') throw new Error();" },
      { code: "throw new Error('as expected')", tags: ['raises-exception'] },
      { code: "console.error('so')", tags: ['prints-to-stderr'] },
      { code: "await import('undici'); 'done'" },
    ]);
    assert.deepEqual(run, {
      file: '50-scratch.ipynb',
      ok: true,
      seconds: run.seconds,
      cells: 4,
    });
    assert.match(readFileSync(file, 'utf8'), /"outputs": \[\]/);
  });

  const failures: Record<string, { cells: ScratchCell[]; ename: string }> = {
    'a cell throws, also after one that shall': {
      cells: [
        { code: "throw new Error('fine')", tags: ['raises-exception'] },
        { code: "throw new RangeError('not fine')" },
      ],
      ename: 'RangeError',
    },
    'a cell does not compile': {
      cells: [{ code: '1' }, { code: 'const text: string = 1;' }],
      ename: 'TypeScriptError',
    },
    'a cell prints to stderr': {
      cells: [{ code: '1' }, { code: "console.error('oh')" }],
      ename: 'PrintedToStderr',
    },
    'a cell leaves a rejection unhandled': {
      cells: [
        { code: '1' },
        { code: "void Promise.reject(new Error('lost'));" },
      ],
      ename: 'PrintedToStderr',
    },
    'a cell that shall raise does not': {
      cells: [{ code: '1' }, { code: '2', tags: ['raises-exception'] }],
      ename: 'NothingRaised',
    },
    'the kernel dies': {
      cells: [{ code: '1' }, { code: "process.kill(process.pid, 'SIGKILL')" }],
      ename: 'KernelDied',
    },
  };
  const runs = new Map<string, NotebookRun>();
  before(async () => {
    const files = Object.values(failures).map(({ cells }, index) =>
      writeScratch(`6${index}-scratch.ipynb`, ...cells),
    );
    const inOrder = await runNotebooks({
      folder,
      workFolder,
      files,
      scale: 0.1,
    });
    Object.keys(failures).forEach((reason, index) => {
      const run = inOrder[index];
      if (run) runs.set(reason, run);
    });
    for (const file of files) rmSync(join(folder, file));
  });
  for (const [reason, { ename }] of Object.entries(failures)) {
    it(`fails at the second cell when ${reason}`, () => {
      const { ok, error } = runs.get(reason) ?? {};
      assert.equal(ok, false);
      assert.deepEqual([error?.cell, error?.ename], [2, ename]);
    });
  }

  it('fails when a cell does not end in time, and does not hang', async () => {
    const run = await runScratch([{ code: 'await new Promise(() => {});' }], {
      secondsPerCell: 2,
    });
    assert.deepEqual([run.ok, run.error?.ename], [false, 'CellTimeout']);
  });

  it('becomes a page that loads nothing from elsewhere', async () => {
    const htmlFolder = join(folder, 'html');
    await runScratch([{ code: "'a result'" }], { htmlFolder });
    const [file = ''] = readdirSync(htmlFolder);
    const page = readFileSync(join(htmlFolder, file), 'utf8');
    assert.equal(file, '50-scratch.html');
    assert.match(page, /a result/);
    assert.doesNotMatch(page, /(?:src|href)=["']?(?:https?:)?\/\//);
    assert.doesNotMatch(page, /(?:url\(|import )["']?(?:https?:)?\/\//);
    assert.doesNotMatch(page, /<script/);
  });

  it('leaves no copy behind', () => {
    assert.deepEqual(readdirSync(workFolder), []);
  });
});

describe('npm run notebooks', () => {
  before(() => {
    rmSync(join(folder, '50-scratch.ipynb'), { force: true });
    writeScratch('00-first.ipynb', { code: '1' });
    writeScratch('01-second.ipynb', { code: "throw new Error('no')" });
  });

  it('prints one JSON document, and exits with 1 when one failed', async () => {
    const { code, stdout } = await command('--json', '--scale', '0.5');
    assert.equal(code, 1);
    const { scale, notebooks } = JSON.parse(stdout) as {
      scale: number;
      notebooks: NotebookRun[];
    };
    assert.equal(scale, 0.5);
    assert.deepEqual(
      notebooks.map(({ file, ok }) => [file, ok]),
      [
        ['00-first.ipynb', true],
        ['01-second.ipynb', false],
      ],
    );
    assert.deepEqual(notebooks[1]?.error, {
      cell: 1,
      ename: 'Error',
      evalue: 'no',
    });
  });

  it('runs only what it is told to, in words a person reads', async () => {
    const { code, stdout } = await command('--only', '00');
    assert.equal(code, 0);
    assert.match(stdout, /^ok {5}00-first\.ipynb +1 cells +\d+\.\d s\n$/);
  });

  const misuses = {
    'an unknown lesson': ['--only', '00,77'],
    'a scale of 0': ['--scale', '0'],
    'an unknown flag': ['--fast'],
    'a folder without notebooks': ['--from', tmpdir()],
  };
  for (const [misuse, args] of Object.entries(misuses)) {
    it(`says in one line what is wrong with ${misuse}`, async () => {
      const { code, stderr, stdout } = await command(...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^[^\n]+\n$/);
    });
  }
});

/** Runs the command on the scratch folder, as its npm script does. */
function command(...args: string[]): Promise<ChildResult> {
  return runCommand(['notebooks', '--from', folder, ...args]);
}

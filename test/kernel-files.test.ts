import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  errorOf,
  outputOf,
  startKernelSession,
  type KernelSession,
} from './kernel-session.ts';

let kernel: KernelSession;

before(async () => {
  kernel = await startKernelSession();
});
after(() => kernel.close());

/** Runs cells that must not fail, and gives what the last one printed. */
const output = (...cells: readonly string[]) => outputOf(kernel, ...cells);

/** Runs a cell that must fail, and gives its traceback. */
async function failure(code: string): Promise<string> {
  return errorOf(await kernel.cell(code, ['raises-exception'])).traceback;
}

function write(name: string, ...lines: readonly string[]): void {
  writeFileSync(join(kernel.folder, name), `${lines.join('\n')}\n`);
}

describe('a file that a cell imports', () => {
  it('is JSON that may change', async () => {
    write('data.json', '{ "page": 1 }');
    const cell = "import data from './data.json'; data";
    assert.equal(await output(cell), '{ page: 1 }\n');
    write('data.json', '{ "page": 2, "title": "two" }');
    assert.equal(await output(cell), "{ page: 2, title: 'two' }\n");
    assert.equal(await output('data.title.toUpperCase()'), 'TWO\n');
  });

  it('is JSON as `JSON.parse` reads it, whatever its keys', async () => {
    write('odd.json', '\uFEFF{ "__proto__": { "page": 1 } }');
    const cell = "import odd from './odd.json'; Object.keys(odd)";
    assert.equal(await output(cell), "[ '__proto__' ]\n");
  });

  it('takes JSON that has changed along with it', async () => {
    write('size.json', '{ "size": 1 }');
    write(
      'size.ts',
      "import data from './size.json' with { type: 'json' };",
      'export const size = (): number => data.size;',
    );
    const cell = "import { size } from './size.ts'; size()";
    assert.equal(await output(cell), '1\n');
    write('size.json', '{ "size": 2 }');
    assert.equal(await output(cell), '2\n');
  });

  it('knows where it is', async () => {
    write('place.ts', 'export const place = { ...import.meta };');
    const file = join(kernel.folder, 'place.ts');
    assert.equal(
      await output(
        "import { place } from './place.ts'; JSON.stringify(Object.entries(place))",
      ),
      `${JSON.stringify([
        ['url', pathToFileURL(file).href],
        ['filename', file],
        ['dirname', kernel.folder],
      ])}\n`,
    );
  });

  it('has its own lines in stack traces', async () => {
    write(
      'fail.ts',
      'interface Page {',
      '  title: string;',
      '}',
      'export function fail(page: Page): never {',
      '  throw new Error(page.title);',
      '}',
    );
    const trace = await failure(
      "import { fail } from './fail.ts';\nfail({ title: 'here' });",
    );
    assert.match(trace, /at fail \(fail\.ts:5:9\)\n +at cell \[\d+\]:2:\d$/m);
  });

  it('is refused with a sentence where it awaits at the top', async () => {
    write('slow.ts', 'const a: number = 1;', 'export const b = await a;');
    const cell = "import { b } from './slow.ts'; b";
    const trace = await failure(cell);
    assert.match(trace, /slow\.ts:2 has an `await` outside of all functions/);
    assert.doesNotMatch(trace, /^ +at /m);
    write('slow.ts', 'export const b = 5;');
    assert.equal(await output(cell), '5\n');
  });
});

describe('import.meta in a cell', () => {
  it('is of the folder that the notebook is in', async () => {
    assert.equal(
      await output('[import.meta.dirname === process.cwd(), import.meta.url]'),
      `[ true, '${pathToFileURL(join(kernel.folder, 'cell.ts')).href}' ]\n`,
    );
  });
});

describe('an await in the head of a class', () => {
  it('is one of the cell', async () => {
    assert.equal(
      await output(
        "class Page extends (await Promise.resolve(Map<string, number>)) { [await Promise.resolve('title' as const)]() { return 'a'; } }; Object.getOwnPropertyNames(Page.prototype)",
      ),
      "[ 'constructor', 'title' ]\n",
    );
  });
});

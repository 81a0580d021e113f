import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

const work = join(import.meta.dirname, '../../../work');

/** Starts a process for the learner's file, tells its pid, and stays. */
const parentCode = `
  import { createChildPool } from './src/practice/attempt/child-pool.ts';
  const [cwd, file, exerciseUrl] = process.argv.slice(1);
  const child = createChildPool().take(cwd);
  child.on('message', ({ report }) => console.log(report.kind));
  console.log(child.pid);
  if (file) {
    const job = { secret: '', exerciseUrl, file, labUrl: '', seed: 1, folder: cwd };
    child.send(job, () => console.log('sent'));
  }
  setInterval(() => {}, 1e6);`;

const exerciseUrl = new URL(
  '../exercises/03-one-connection.ts',
  import.meta.url,
).href;

const timer = 'setInterval(() => {}, 1e6);';
const throwsOn = 'setInterval(() => { throw 1; }, 1); export {};';
const writesOn = 'setInterval(() => console.log(1), 1); export {};';

suite('A process for a learner’s code', () => {
  let folder: string;
  before(() => {
    mkdirSync(work, { recursive: true });
    folder = mkdtempSync(join(work, '.child-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [what, code, when] of [
    ['waits for its work', undefined, '\n'],
    ['has just got its work', throwsOn, 'sent'],
    ['is in an endless loop', 'for (;;);', 'ready'],
    ['waits forever', `${timer} await new Promise(() => {});`, 'ready'],
    ['throws again and again', throwsOn, 'ready'],
    ['writes again and again', writesOn, 'ready'],
  ] as const) {
    test(`ends when its parent ends: it ${what}`, async () => {
      const file = join(folder, 'learner.ts');
      if (code) writeFileSync(file, code);
      const parent = spawn(
        process.execPath,
        [
          ...['--input-type=module', '-e', parentCode, '--', folder],
          ...(code ? [file, exerciseUrl] : []),
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let said = '';
      for await (const chunk of parent.stdout.setEncoding('utf8')) {
        said += chunk as string;
        if (said.includes(when)) break;
      }
      const pid = Number.parseInt(said, 10);
      assert.ok(isAlive(pid));
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      while (isAlive(pid)) await setTimeout(10);
    });
  }
});

/** A zombie, which an init that is slow to reap leaves, has ended. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

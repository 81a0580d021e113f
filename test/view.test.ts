import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { project } from '../src/setup/project.mjs';
import { toHar } from '../src/trace/export/har.ts';
import { pooled } from '../src/trace/fixtures/traces.ts';
import { runCommand } from './command.ts';

suite('npm run view', () => {
  let folder: string;
  before(() => {
    mkdirSync(project.work, { recursive: true });
    folder = mkdtempSync(join(project.work, '.test-view-'));
    const write = (name: string, value: unknown) => {
      writeFileSync(join(folder, name), JSON.stringify(value));
    };
    write('run.har', toHar(pooled(4)));
    write('trace.json', pooled(3));
    write('other.json', { a: 1 });
    writeFileSync(join(folder, 'broken.har'), '{');
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const view = (...args: string[]) =>
    runCommand(['view', ...args], { INIT_CWD: folder });

  test('writes a page of a HAR, and of a trace', async () => {
    const { code, stderr } = await view('run.har', '--output', 'page.html');
    assert.equal(code, 0, stderr);
    const page = readFileSync(join(folder, 'page.html'), 'utf8');
    assert.match(page, /run\.har: 4 requests over 1 connection/);
    assert.match(page, /<trace-explorer data-name="run\.har">/);
    assert.doesNotMatch(page, />Event loop</);
    const trace = await view('trace.json', '--output', '-');
    assert.match(trace.stdout, /trace\.json: 3 requests/);
    assert.match(trace.stdout, />Event loop</);
  });

  test('shows it on this machine until it is interrupted', async () => {
    const run = fileURLToPath(new URL('../src/cli/run.mjs', import.meta.url));
    const args = [run, 'view', 'run.har', '--no-browser'];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, INIT_CWD: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      said += chunk as string;
      if (said.includes('Ctrl-C')) break;
    }
    const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
    const answer = await fetch(address);
    assert.match(await answer.text(), /<h1>run\.har<\/h1>/);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0);
  });

  const refusals: Readonly<Record<string, RegExp>> = {
    'nowhere.har': /^nowhere\.har cannot be read \(ENOENT\)/,
    'broken.har': /^broken\.har is not JSON/,
    'other.json': /^other\.json holds neither a HAR nor a trace/,
  };
  for (const [file, words] of Object.entries(refusals)) {
    test(`refuses ${file} in one line`, async () => {
      const { code, stderr } = await view(file);
      assert.equal(code, 1);
      assert.match(stderr, words);
      assert.equal(stderr.trim().split('\n').length, 1);
    });
  }

  test('wants a file', async () => {
    const { stderr } = await view();
    assert.match(stderr, /needs a file: npm run view -- requests\.har/);
  });
});

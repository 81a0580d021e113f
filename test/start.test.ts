import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const run = fileURLToPath(new URL('../src/cli/run.mjs', import.meta.url));
const missingHome = join(run, 'no-home');

/** Starts JupyterLab as a person does, and waits for its address. */
async function startLab(port: number) {
  const child = spawn(
    process.execPath,
    [run, 'start', '--no-browser', '--port', String(port)],
    {
      env: { ...process.env, HOME: missingHome, USERPROFILE: missingHome },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let printed = '';
  child.stdout.setEncoding('utf8');
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += String(text);
    if (printed.includes('Ctrl-C')) break;
  }
  child.stdout.resume();
  const address = new URL(/http:\S+/.exec(printed)?.[0] ?? 'none:');
  const token = address.searchParams.get('token') ?? '';
  const headers = { authorization: `token ${token}` };
  return {
    child,
    printed,
    address,
    ask: (path: string, method = 'GET', body?: string) =>
      fetch(new URL(path, address), { method, headers, body: body ?? null }),
  };
}

suite('npm start', { timeout: 180_000 }, () => {
  const neighbour = createServer();
  let taken: number;
  let lab: Awaited<ReturnType<typeof startLab>>;

  before(async () => {
    neighbour.listen(0, '127.0.0.1');
    await once(neighbour, 'listening');
    taken = (neighbour.address() as AddressInfo).port;
    lab = await startLab(taken);
  });

  after(async () => {
    neighbour.close();
    await interrupt(lab.child);
  });

  test('prints an address that answers with the first lesson', async () => {
    assert.equal(
      lab.address.pathname,
      '/lab/tree/notebooks/00-start-here.ipynb',
    );
    const page = await fetch(lab.address);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /jupyter-config-data/);
    const lesson = await lab.ask('/api/contents/notebooks/00-start-here.ipynb');
    assert.equal(lesson.status, 200);
  });

  test('takes another port if the first is in use, and says so', () => {
    assert.notEqual(Number(lab.address.port), taken);
    assert.match(lab.printed, new RegExp(`Port ${taken} is in use`));
  });

  test('listens on loopback only, and requires the token', async () => {
    assert.equal(lab.address.hostname, '127.0.0.1');
    const refused = await fetch(new URL('/api/contents', lab.address));
    assert.equal(refused.status, 403);
  });

  test('offers the TypeScript kernel and no other', async () => {
    const answer = await lab.ask('/api/kernelspecs');
    const specs = (await answer.json()) as {
      default: string;
      kernelspecs: Record<string, unknown>;
    };
    assert.deepEqual(Object.keys(specs.kernelspecs), ['async-lab']);
    assert.equal(specs.default, 'async-lab');
  });

  test('asks the network for no news, updates or extensions', async () => {
    const page = await (await fetch(lab.address)).text();
    const data = /id="jupyter-config-data"[^>]*>([^<]+)</.exec(page)?.[1] ?? '';
    const config = JSON.parse(data) as {
      news: { disabled: boolean };
      disabledExtensions: string[];
    };
    assert.equal(config.news.disabled, true);
    assert.ok(
      config.disabledExtensions.includes(
        '@jupyterlab/apputils-extension:announcements',
      ),
    );
  });

  test('stops at an interrupt with its kernels, and writes nothing to the home directory', async () => {
    const started = await lab.ask('/api/kernels', 'POST', '{}');
    assert.equal(started.status, 201);
    const code = await interrupt(lab.child);
    if (process.platform !== 'win32') assert.equal(code, 0);
    await assert.rejects(fetch(lab.address));
    assert.equal(existsSync(missingHome), false);
  });
});

/** Interrupts the process unless it has ended; returns its exit code. */
async function interrupt(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, 'close');
    child.kill('SIGINT');
    await closed;
  }
  return child.exitCode;
}

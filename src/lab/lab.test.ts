import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import {
  LabError,
  startLab,
  startUnsharedLab,
  type LabOptions,
} from './lab.ts';
import { noDelayModel } from './model.ts';
import { portsNeeded, resolveOptions } from './options.ts';
import { answerPokemon } from './sites/pokemon.ts';
import { siteNames } from './sites/names.ts';

const models = {
  pokemon: noDelayModel,
  conference: noDelayModel,
  years: noDelayModel,
};

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function startTestLab(options: LabOptions = {}) {
  const lab = await startLab({ models, url: '', ...options });
  open.push(() => lab.close());
  return lab;
}

/** A lab on consecutive ports, wherever enough of them are free. */
async function startOnPorts() {
  for (let port = 20_000; port < 30_000; port += 100) {
    try {
      return await startTestLab({ port });
    } catch (error) {
      assert.ok(error instanceof LabError);
    }
  }
  throw new Error('No ports in a row are free.');
}

/** A server that is no lab, on any free port. */
async function startOther(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function get(url: string) {
  const dispatcher = new Agent();
  try {
    const { statusCode, body } = await request(url, { dispatcher });
    return { status: statusCode, text: await body.text() };
  } finally {
    await dispatcher.close();
  }
}

suite('startLab', { timeout: 60_000 }, () => {
  test('serves every site and a front page that links to them', async () => {
    const lab = await startTestLab();
    const front = await get(lab.url);
    for (const [origin, path, part] of [
      [lab.pokemon, '/api/v2/pokemon/151', '"name":"mew"'],
      [lab.conference, '/', 'Await &amp; Order'],
      [lab.years, '/2009', 'Node.js'],
    ] as const) {
      const { status, text } = await get(origin + path);
      assert.equal(status, 200);
      assert.ok(text.includes(part));
      assert.ok(front.text.includes(`href="${origin}/`));
    }
  });

  test('gives every site an address', async () => {
    const lab = await startTestLab();
    const front = await get(lab.url);
    const addresses = siteNames.map((name) => lab[name]);
    assert.equal(new Set(addresses).size, siteNames.length);
    for (const name of siteNames) {
      assert.match(lab[name], /^(http|https|ws):\/\/127\.0\.0\.1:\d+$/, name);
      assert.ok(front.text.includes(`href="${lab[name]}/`), name);
      assert.ok(lab.models[name], name);
    }
    assert.match(lab.certificate, /^-----BEGIN CERTIFICATE-----/);
    await assert.rejects(get(lab.broken.closed), { code: 'ECONNREFUSED' });
    await assert.rejects(get(lab.broken.untrusted), {
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });

  test('numbers its ports in a fixed order, the first sites first', async () => {
    const lab = await startOnPorts();
    const ports = [lab.url, ...siteNames.map((name) => lab[name])].map((url) =>
      Number(new URL(url).port),
    );
    const [first = 0] = ports;
    assert.deepEqual(
      ports,
      ports.map((_, index) => first + index),
    );
    assert.deepEqual(siteNames.slice(0, 3), ['pokemon', 'conference', 'years']);
    const last = Math.max(
      ...Object.values(lab.broken).map((url) => Number(new URL(url).port)),
    );
    assert.equal(last, first + portsNeeded - 1);
  });

  test('gives what each site saw, without counting that call', async () => {
    const lab = await startTestLab();
    await get(`${lab.years}/2001`);
    await lab.stats();
    const { years, pokemon } = await lab.stats();
    assert.deepEqual(years?.arrivals, ['/2001']);
    assert.equal(pokemon?.connectionsOpened, 0);
    await lab.reset();
    assert.deepEqual((await lab.stats()).years?.arrivals, []);
  });

  test('gives the same lab for the same options, even for two calls at once', async () => {
    const [first, second] = await Promise.all([startTestLab(), startTestLab()]);
    assert.equal(first, second);
    assert.equal(await startTestLab(), first);
    const other = await startTestLab({ scale: 0.5 });
    assert.notEqual(other.url, first.url);
  });

  test('starts a new one after a close, while the old one stays closed', async () => {
    const first = await startTestLab();
    const closing = first.close();
    const second = await startTestLab();
    await closing;
    await first.close();
    assert.notEqual(second, first);
    assert.equal((await get(second.url)).status, 200);
    for (const origin of [first.url, first.pokemon, first.years]) {
      await assert.rejects(get(origin), { code: 'ECONNREFUSED' });
    }
    await assert.rejects(first.stats(), LabError);
  });

  test('is closed where the scope of `await using` ends', async () => {
    let url: string;
    {
      await using lab = await startUnsharedLab({ models, url: '' });
      ({ url } = lab);
      assert.equal((await fetch(`${url}/lab.json`)).status, 200);
    }
    await assert.rejects(fetch(url));
  });

  test('does not keep a program running that has finished', async () => {
    const file = fileURLToPath(new URL('lab.ts', import.meta.url));
    const program = `
      const { startLab } = await import(process.argv[1]);
      const lab = await startLab({ url: '' });
      await lab.stats();
      console.log('done');`;
    const child = spawn(
      process.execPath,
      ['--input-type=module', '--eval', program, file],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [output, exit] = await Promise.all([
      text(child.stdout),
      once(child, 'exit'),
    ]);
    assert.deepEqual([output, exit], ['done\n', [0, null]]);
  });

  test('uses consecutive ports, and says when one is already in use', async () => {
    const taken = new URL(await startOther(() => undefined));
    const port = Number(taken.port) - 1;
    await assert.rejects(startTestLab({ port }), (error: Error) => {
      assert.ok(error instanceof LabError);
      assert.match(
        error.message,
        /^Port \d+ is already in use, .* Choose another port/,
      );
      return true;
    });
    await assert.rejects(get(`http://127.0.0.1:${port}`), {
      code: 'ECONNREFUSED',
    });
  });

  for (const [option, values] of [
    ['scale', [0, -1, NaN, Infinity]],
    ['jitter', [-0.1, 1.1, NaN]],
    ['seed', [0.5, NaN]],
    ['port', [-1, 65_535, 1.5]],
  ] as const) {
    test(`refuses an invalid ${option}`, async () => {
      for (const value of values) {
        await assert.rejects(startTestLab({ [option]: value }), (error) => {
          assert.ok(error instanceof RangeError);
          assert.match(error.message, new RegExp(`${option} must be .*number`));
          return true;
        });
      }
    });
  }
});

suite('options', () => {
  test('come from the caller, then the environment, then the defaults', () => {
    const environment = { LAB_SCALE: '0.1', LAB_URL: 'http://lab.example' };
    const { scale, url } = resolveOptions({}, environment);
    assert.deepEqual({ scale, url }, { scale: 0.1, url: 'http://lab.example' });
    const own = resolveOptions({ scale: 2, url: '' }, environment);
    assert.deepEqual([own.scale, own.url], [2, '']);
    assert.equal(resolveOptions({}, {}).scale, 0.25);
  });

  test('refuse an invalid scale from the environment', () => {
    for (const text of ['0', 'fast', '-1']) {
      assert.throws(() => resolveOptions({}, { LAB_SCALE: text }), RangeError);
    }
  });
});

suite('a lab elsewhere', { timeout: 60_000 }, () => {
  test('is used, queried, reset, and left running', async () => {
    const there = await startTestLab({ scale: 0.5 });
    const here = await startTestLab({ url: `${there.url}/any/path` });
    assert.equal(here.pokemon, there.pokemon);
    assert.equal(here.scale, 0.5);
    assert.deepEqual(here.models, there.models);
    assert.deepEqual(here.broken, there.broken);
    assert.equal(here.certificate, there.certificate);
    await get(`${here.years}/2010`);
    assert.deepEqual((await here.stats()).years?.arrivals, ['/2010']);
    await here.reset();
    assert.deepEqual((await there.stats()).years?.arrivals, []);
    await here.close();
    assert.equal((await get(`${there.years}/2010`)).status, 200);
  });

  test('may be a Pokémon API, with the other sites served here', async () => {
    const api = await startOther((incoming, response) => {
      const origin = `http://${incoming.headers.host ?? ''}`;
      const { pathname, searchParams } = new URL(incoming.url ?? '', origin);
      const { status, type, body } = answerPokemon({
        origin,
        path: pathname,
        query: searchParams,
      });
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    const lab = await startTestLab({ url: `${api}/api/v2/` });
    assert.equal(lab.pokemon, api);
    assert.equal(lab.models.pokemon, undefined);
    assert.ok(lab.models.conference && lab.models.years);
    assert.equal((await get(`${lab.years}/2010`)).status, 200);
    const stats = await lab.stats();
    assert.equal(stats.pokemon, undefined);
    assert.equal(stats.years?.requests, 1);
  });

  test('that is not a lab gives an error that says what to do', async () => {
    const nothing = await startOther((_, response) => {
      response.writeHead(500).end('<html>');
    });
    const silent = await startOther(() => undefined);
    const gone = (await startTestLab({ scale: 3 })).url;
    await (await startTestLab({ scale: 3 })).close();
    for (const [url, reason] of [
      [nothing, 'neither a lab (/lab.json answers 500) nor a Pokémon API'],
      [silent, 'no answer within 3 seconds'],
      [gone, 'connection refused'],
      ['not an address', 'not an http address'],
      ['file:///etc/passwd', 'not an http address'],
    ] as const) {
      await assert.rejects(startTestLab({ url }), (error) => {
        assert.ok(error instanceof LabError);
        assert.ok(error.message.includes(reason), error.message);
        assert.match(error.message, /Start one with "npm run lab"/);
        return true;
      });
    }
  });
});

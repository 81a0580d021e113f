import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { startLab } from '../src/lab/lab.ts';
import { startScriptedServer } from '../src/practice/acting/scripted-server.ts';
import { runCommand } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'race-test-'));
// Slow enough that no answer is there before the last request is sent.
const lab = await startLab({ scale: 0.5 });
after(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

const names = ['blocking', 'sequential', 'pooled', 'unbounded', 'bounded'];

interface Race {
  readonly scale: number;
  readonly count: number;
  readonly runs: readonly {
    readonly name: string;
    readonly seconds: number;
    readonly idealSeconds: number | null;
    readonly requests: number;
    readonly connections: number;
    readonly peakInFlight: number;
    readonly heartbeatMaxGapMs: number;
  }[];
}

suite('the race', () => {
  test('runs every rung as its name says, as the server saw too', async () => {
    await lab.reset();
    const args = ['race', '--json', '--count', '12', '--bound', '4'];
    const { code, stdout, stderr } = await runCommand(args, {
      LAB_URL: lab.url,
    });
    assert.equal(code, 0, stderr);
    const race = JSON.parse(stdout) as Race;
    assert.equal(race.count, 12);
    assert.equal(race.scale, 0.5);
    assert.deepEqual(
      race.runs.map(({ name, requests, connections, peakInFlight }) => [
        name,
        requests,
        connections,
        peakInFlight,
      ]),
      [
        ['blocking', 12, 12, 1],
        ['sequential', 12, 12, 1],
        ['pooled', 12, 1, 1],
        ['unbounded', 12, 12, 12],
        ['bounded', 12, 4, 4],
      ],
    );
    const [blocking] = race.runs;
    assert.ok(
      (blocking?.heartbeatMaxGapMs ?? 0) >= (blocking?.seconds ?? 1) * 990,
    );
    // The rungs' own, and one of each kind to warm up.
    const { pokemon } = await lab.stats();
    assert.equal(pokemon?.requests, 5 * 12 + 5);
    assert.equal(pokemon.connectionsOpened, 12 + 12 + 1 + 12 + 4 + 5);
  });

  test('starts a lab with the given scale', async () => {
    const args = ['race', '--json', '--count', '3', '--scale', '0.1'];
    const { code, stdout, stderr } = await runCommand(args);
    assert.equal(code, 0, stderr);
    const { scale, runs } = JSON.parse(stdout) as Race;
    assert.equal(scale, 0.1);
    assert.deepEqual(
      runs.map(({ name }) => name),
      names,
    );
    for (const { seconds, idealSeconds } of runs) {
      assert.ok(idealSeconds !== null && seconds >= idealSeconds);
    }
  });

  test('is a plain table without a terminal', async () => {
    const args = ['race', '--count', '3', '--url', lab.url];
    const { code, stdout } = await runCommand(args);
    assert.equal(code, 0);
    assert.ok(!stdout.includes('\u001b'));
    const [, , head = '', ...rows] = stdout.trimEnd().split('\n');
    assert.match(head, /^run +seconds +ideal/);
    assert.deepEqual(
      rows.map((row) => row.split(' ')[0]),
      names,
    );
  });

  test('writes its picture, and its requests with a page for each rung', async () => {
    const [svg, har] = [join(folder, 'a.svg'), join(folder, 'a.har')];
    const { code } = await runCommand(
      ['race', '--count', '3', '--svg', svg, '--har', har],
      { LAB_URL: lab.url },
    );
    assert.equal(code, 0);
    assert.match(readFileSync(svg, 'utf8'), /^<svg[^]+<\/svg>\s*$/);
    const { log } = JSON.parse(readFileSync(har, 'utf8')) as {
      log: { pages: { id: string }[]; entries: { pageref: string }[] };
    };
    assert.deepEqual(
      log.pages.map(({ id }) => id),
      names,
    );
    assert.equal(log.entries.length, 15);
    assert.deepEqual(
      new Set(log.entries.map((e) => e.pageref)),
      new Set(names),
    );
  });

  test('writes its trace, with tracks for each rung on one time axis', async () => {
    const file = join(folder, 'a.json');
    const { code } = await runCommand(
      ['race', '--count', '3', '--trace', file],
      { LAB_URL: lab.url },
    );
    assert.equal(code, 0);
    const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as {
      traceEvents: { name: string; args: { name?: string } }[];
    };
    const groups = traceEvents
      .filter(({ name }) => name === 'process_name')
      .map(({ args }) => args.name?.split(':')[0]);
    assert.deepEqual([...new Set(groups)], names);
  });
});

suite('a race that cannot be run', () => {
  const list = JSON.stringify({ count: 0, results: [] });
  const failing: readonly {
    readonly what: string;
    readonly answer: RequestListener;
    readonly says: RegExp;
  }[] = [
    {
      what: 'a server that fails',
      answer: (_, response) => response.writeHead(500).end('no'),
      says: /^blocking: http:\S+\/1 answered 500, not 200;/,
    },
    {
      what: 'answers that are not JSON',
      answer: (_, response) => response.end('<html>'),
      says: /^blocking: http:\S+ did not send a Pokémon but "<html>";/,
    },
    {
      what: 'another Pokémon than was requested',
      answer: (_, response) => response.end('{"id":7}'),
      says: /^blocking: Pokémon 1 was requested, but the answer was 7;/,
    },
    {
      what: 'a server that hangs up',
      answer: (request) => request.socket.destroy(),
      says: /^blocking: http:\S+\/1 did not answer \(/,
    },
  ];

  for (const { what, answer, says } of failing) {
    test(`ends with one line for ${what}`, async () => {
      const server = await startScriptedServer((request, response) => {
        if (request.url?.includes('limit=')) response.end(list);
        else if (request.url === '/lab.json') response.writeHead(404).end();
        else answer(request, response);
      });
      const { url } = server;
      const result = await runCommand(['race', '--json', '--url', url]);
      await server.close();
      assert.equal(result.code, 1);
      assert.equal(result.stdout, '');
      assert.match(result.stderr, says);
      assert.equal(result.stderr.trimEnd().split('\n').length, 1);
    });
  }

  const refused: readonly [string, number, ...string[]][] = [
    ['an address where nobody answers', 1, '--url', 'http://127.0.0.1:1'],
    ['a file that cannot be written', 1, '--svg', join(folder, 'no', 'a.svg')],
    ['an unknown flag', 2, '--fast'],
    ['a scale of nothing', 2, '--scale', '0'],
    ['a scale that is not a number', 2, '--scale', 'NaN'],
    ['more Pokémon than there are', 2, '--count', '152'],
    ['a bound of none', 2, '--bound', '0'],
    ['an address that is none', 2, '--url', 'pokemon'],
  ];
  for (const [what, exitCode, ...flags] of refused) {
    test(`ends with one line for ${what}`, async () => {
      const { code, stdout, stderr } = await runCommand(['race', ...flags]);
      assert.equal(code, exitCode);
      assert.equal(stdout, '');
      assert.match(stderr, /^[^\n]+\n$/);
    });
  }
});

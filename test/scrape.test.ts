import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { after, suite, test } from 'node:test';
import { scrape } from '../slides/demos/scrape.ts';
import type { ScrapeProgram } from '../src/cli/scrape/program.ts';
import { conferenceHandles } from '../src/lab/data/speakers.ts';
import { startLab, type Lab } from '../src/lab/lab.ts';
import { startScriptedServer } from '../src/practice/acting/scripted-server.ts';
import { runCommand } from './command.ts';

// The command loads it by its path, so the compiler compares them here.
scrape satisfies ScrapeProgram['scrape'];

const lab = await startLab({ scale: 0.1 });
// So slow that no answer is there before the last request is sent.
const slowLab = await startLab({ scale: 0.5 });
after(() => Promise.all([lab.close(), slowLab.close()]));

interface Harvest {
  readonly url: string;
  readonly seconds: number;
  readonly pages: number;
  readonly handles: readonly string[];
}

/** What the conference's server saw of a piece of work. */
async function seenBy(by: Lab, work: () => Promise<unknown>) {
  await by.reset();
  await work();
  const { conference } = await by.stats();
  assert.ok(conference);
  return conference;
}

suite('the scraper of lesson 05', () => {
  test('is at most 42 lines long and 80 columns wide', () => {
    const file = new URL('../slides/demos/scrape.ts', import.meta.url);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const shown = lines.filter((line) => !/^\s*\/\/ #/.test(line));
    assert.ok(shown.length <= 42, `${shown.length} lines`);
    assert.ok(shown.every((line) => line.length <= 80));
  });

  test('imports nothing but undici and cheerio', () => {
    const file = new URL('../slides/demos/scrape.ts', import.meta.url);
    const imports = readFileSync(file, 'utf8').matchAll(/ from '(.+)';/g);
    const modules = Array.from(imports, ([, module]) => module);
    assert.deepEqual(modules.sort(), ['cheerio', 'undici']);
  });

  test('in turn, finds every handle, with a new connection for each page', async () => {
    const seen = await seenBy(lab, async () => {
      const { pages, handles } = await scrape(lab.conference, false);
      assert.equal(new Set(pages).size, 28);
      assert.deepEqual(handles, conferenceHandles);
    });
    assert.equal(seen.requests, 29);
    assert.equal(seen.peakInFlight, 1);
    assert.equal(seen.connectionsOpened, 29);
  });

  test('at once, finds the same with all pages in flight', async () => {
    const seen = await seenBy(slowLab, async () => {
      const { pages, handles } = await scrape(slowLab.conference, true);
      assert.equal(new Set(pages).size, 28);
      assert.deepEqual(handles, conferenceHandles);
    });
    assert.equal(seen.requests, 29);
    assert.equal(seen.peakInFlight, 28);
  });

  test('leaves no connection open, however it ends', async () => {
    const missing = `${lab.conference}/missing`;
    await assert.rejects(scrape(missing, true), /404 text\/plain/);
    const { conference } = await lab.stats();
    assert.equal(conference?.connectionsOpen, 0);
  });
});

suite('the command scrape', () => {
  for (const [flag, at, peakInFlight] of [
    ['--sequential', lab, 1],
    ['--concurrent', slowLab, 28],
  ] as const) {
    test(`with ${flag} gives all handles as JSON`, async () => {
      const seen = await seenBy(at, async () => {
        const { code, stdout, stderr } = await runCommand(
          ['scrape', '--json', flag],
          { LAB_URL: at.url },
        );
        assert.equal(code, 0, stderr);
        const harvest = JSON.parse(stdout) as Harvest;
        assert.equal(harvest.url, `${at.conference}/`);
        assert.equal(harvest.pages, 29);
        assert.deepEqual(harvest.handles, conferenceHandles);
        assert.ok(harvest.seconds > 0);
      });
      assert.equal(seen.peakInFlight, peakInFlight);
    });
  }

  test('prints one handle a line, and its time on standard error', async () => {
    const args = ['scrape', `${lab.conference}/`];
    const { code, stdout, stderr } = await runCommand(args);
    assert.equal(code, 0);
    assert.equal(stdout, `${conferenceHandles.join('\n')}\n`);
    assert.match(stderr, /^26 handles from 29 pages, all at once: \d.+ s\.\n$/);
  });

  test('gives the text of what a selector finds on any page', async () => {
    const url = `${lab.conference}/sponsors`;
    const { stdout } = await runCommand(['scrape', url, '--select', '.grid a']);
    assert.equal(stdout.split('\n')[0], 'https://round-trip.example/');
    const spans = ['scrape', url, '--select', '.grid span', '--json'];
    const harvest = JSON.parse((await runCommand(spans)).stdout) as Harvest;
    assert.equal(harvest.pages, 1);
    assert.equal(harvest.handles[0], 'There and back again, every time');
  });
});

suite('scrape --select reads a page', () => {
  /** What the command finds on a page, and what it says. */
  async function select(
    selector: string,
    body: string | Buffer,
    contentType = 'text/html',
  ) {
    const server = await startScriptedServer((_, response) =>
      response.setHeader('content-type', contentType).end(body),
    );
    const url = `${server.url}/deep/page.html`;
    const args = ['scrape', url, '--select', selector];
    const { code, stdout, stderr } = await runCommand(args);
    await server.close();
    return { code, stderr, found: stdout.replaceAll(server.url, '').trimEnd() };
  }

  for (const [page, found] of [
    ['<base href="/app/"><a href="p">x</a>', '/app/p'],
    ['<base target="_blank"><base href="/o/"><a href="p">x</a>', '/o/p'],
    ['<base href="javascript:1"><a href="p">x</a>', '/deep/p'],
    ['<template><base href="/t/"></template><a href="p">x</a>', '/deep/p'],
    ['<noscript><a href="/n">x</a></noscript>', '/n'],
  ] as const) {
    test(`and resolves links as the crawler does: ${page}`, async () => {
      assert.equal((await select('a', page)).found, found);
    });
  }

  test('in its charset', async () => {
    const cyrillic = Buffer.from('3c703ecff0e8e2e5f2', 'hex');
    const type = 'text/html; charset=windows-1251';
    assert.equal((await select('p', cyrillic, type)).found, 'Привет');
    const sjis = Buffer.from('<meta charset=shift_jis><p>\x93\xfa', 'latin1');
    assert.equal((await select('p', sjis)).found, '日');
    const utf16 = Buffer.from('\uFEFF<p>é', 'utf16le');
    assert.equal((await select('p', utf16)).found, 'é');
  });

  test('whose elements are nested deep', async () => {
    const page = `${'<span>'.repeat(5000)}text`;
    assert.equal((await select('body', page)).found, 'text');
  });

  test('up to a limit, and says so', async () => {
    const long = `<b>first</b>${'word '.repeat(2_000_000)}<b>last</b>`;
    const { found, stderr } = await select('b', long);
    assert.equal(found, 'first');
    assert.match(stderr, / Not all of it: only its first 8 MiB were read\.\n$/);
  });

  test('unless that takes too long, and says so', async () => {
    const { code, stderr } = await select('a', '<div>'.repeat(200_000));
    assert.equal(code, 1);
    assert.match(stderr, /^\S+ was not searched: it could not be parsed .*\n$/);
  });
});

suite('scrape with something that cannot be scraped', () => {
  const answers: readonly {
    readonly what: string;
    readonly answer: RequestListener;
    readonly says: RegExp;
  }[] = [
    {
      what: 'a page that is no HTML',
      answer: (_, response) =>
        response.setHeader('content-type', 'application/json').end('{}'),
      says: /200 application\/json, but a page \(200 text\/html\) was expected/,
    },
    {
      what: 'a server that fails',
      answer: (_, response) => response.writeHead(500).end('no'),
      says: /: 500 .*, but a page \(200 text\/html\) was expected/,
    },
    {
      what: 'a server that hangs up',
      answer: (request) => request.socket.destroy(),
      says: /could not be read \(.+\); is the address right/,
    },
  ];
  for (const { what, answer, says } of answers) {
    for (const flags of [[], ['--select', 'a']]) {
      test(`ends with one line for ${what} ${flags.join(' ')}`, async () => {
        const server = await startScriptedServer(answer);
        const url = `${server.url}/`;
        const result = await runCommand(['scrape', url, ...flags]);
        await server.close();
        assert.equal(result.code, 1);
        assert.equal(result.stdout, '');
        assert.match(result.stderr, says);
        assert.equal(result.stderr.trimEnd().split('\n').length, 1);
      });
    }
  }

  const refused: readonly [string, number, ...string[]][] = [
    ['a host that nobody is at', 1, 'http://127.0.0.1:1/'],
    ['a page without speakers', 1, `${lab.conference}/sponsors`],
    ['an address that is none', 2, 'conference'],
    ['a selector that is malformed', 2, '--select', 'a['],
    ['both ways at once', 2, '--sequential', '--concurrent'],
    ['a scale of nothing', 2, '--scale', '0'],
    ['a scale for a page elsewhere', 2, lab.conference, '--scale', '1'],
    ['two addresses', 2, lab.conference, lab.conference],
  ];
  for (const [what, exitCode, ...args] of refused) {
    test(`ends with one line for ${what}`, async () => {
      const { code, stdout, stderr } = await runCommand(['scrape', ...args]);
      assert.equal(code, exitCode);
      assert.equal(stdout, '');
      assert.match(stderr, /^[^\n]+\n$/);
    });
  }
});

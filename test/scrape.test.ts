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

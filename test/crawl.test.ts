import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startLab } from '../src/lab/lab.ts';
import { conferencePaths } from '../src/lab/sites/conference.ts';
import { startScriptedServer } from '../src/practice/acting/scripted-server.ts';
import { resultOf } from '../src/command/child-result.ts';
import { runCommand } from './command.ts';

const lab = await startLab({ scale: 0.1 });
const start = `${lab.conference}/`;
const folder = mkdtempSync(join(tmpdir(), 'crawl-test-'));
after(async () => {
  rmSync(folder, { recursive: true });
  await lab.close();
});

interface Row {
  readonly url: string;
  readonly status: number;
  readonly links: readonly string[];
}

interface Summary {
  readonly ended: string;
  readonly pages: number;
  readonly before: number;
  readonly left: number;
  readonly failures: Record<string, number>;
  readonly leftAlone: number;
}

const run = fileURLToPath(new URL('../src/cli/run.mjs', import.meta.url));

function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}

function pathsIn(lines: readonly string[]): string[] {
  return lines
    .map((line) => (JSON.parse(line) as Row).url.replace(lab.conference, ''))
    .map((path) => (path === '/' ? path : path.replace(/\/$/, '')))
    .sort();
}

/** The lab's own list, and the programmes as plain text. */
const years = Array.from({ length: 12 }, (_, at) => 2014 + at);
const expected = [
  ...conferencePaths,
  ...years.map((year) => `/archive/${year}.txt`),
].sort();

/** What was requested twice although the server had not refused it. */
async function askedAgain(): Promise<string[]> {
  const { conference } = await lab.stats();
  const arrivals = conference?.arrivals ?? [];
  return arrivals
    .filter((path, at) => arrivals.indexOf(path) < at)
    .filter((path) => !/^\/robots\.txt$|^\/basement\/\d+$/.test(path));
}

/** Starts a crawl, and ends it by a signal when so many pages are there. */
async function endAfter(lines: number, file: string, signal: NodeJS.Signals) {
  const child = spawn(
    process.execPath,
    [run, 'crawl', start, '--output', file],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const closed = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const told = text(child.stderr);
  while (linesOf(file).length < lines && child.exitCode === null) {
    await sleep(10);
  }
  child.kill(signal);
  return { code: await closed, stderr: await told };
}

suite('the crawler', () => {
  test('writes the trace of its requests', async () => {
    const [output, trace] = [join(folder, 'a.ndjson'), join(folder, 'a.json')];
    const args = ['crawl', start, '--max-pages', '3'];
    const { code, stderr } = await runCommand([
      ...args,
      ...['--output', output, '--trace', trace],
    ]);
    assert.equal(code, 0, stderr);
    const { traceEvents } = JSON.parse(readFileSync(trace, 'utf8')) as {
      traceEvents: { args?: { url?: string } }[];
    };
    const urls = new Set(traceEvents.map(({ args: each }) => each?.url));
    assert.ok(urls.has(start));
    assert.ok(urls.has(`${lab.conference}/robots.txt`));
  });

  test('has one thing for standard output', async () => {
    for (const more of [[], ['--json'], ['--output', '-']]) {
      const { code, stderr } = await runCommand([
        ...['crawl', start, '--trace', '-'],
        ...more,
      ]);
      assert.equal(code, 2);
      assert.match(stderr, /^Standard output can take only one of .*\n$/);
    }
  });

  test('finds exactly the pages that the lab lists, and requests each once', async () => {
    await lab.reset();
    const file = join(folder, 'whole.ndjson');
    const args = ['crawl', start, '--output', file, '--json'];
    const { code, stdout, stderr } = await runCommand(args);
    assert.equal(code, 0, stderr);
    const summary = JSON.parse(stdout) as Summary;
    assert.deepEqual(pathsIn(linesOf(file)), expected);
    assert.deepEqual(await askedAgain(), []);
    const { ended, pages, left, failures, leftAlone } = summary;
    assert.deepEqual([ended, pages, left], ['done', expected.length, 0]);
    assert.deepEqual(failures, { 404: 2, 500: 4 });
    assert.equal(leftAlone, 1);
    const { conference } = await lab.stats();
    assert.equal(conference?.peakInFlight, 6);
    assert.equal(conference.inFlight, 0);
    assert.ok(!conference.arrivals.includes('/private'));

    const again = await runCommand(args);
    const { requests = 0 } = (await lab.stats()).conference ?? {};
    assert.equal(requests, conference.requests + 1, 'only robots.txt');
    const { pages: all, before } = JSON.parse(again.stdout) as Summary;
    assert.deepEqual([all, before], [expected.length, expected.length]);
  });

  test('stops at Ctrl-C, then continues, with nothing lost or fetched twice', async () => {
    await lab.reset();
    const file = join(folder, 'interrupted.ndjson');
    const { code, stderr } = await endAfter(60, file, 'SIGINT');
    assert.equal(code, 130, stderr);
    assert.match(
      stderr,
      /^Interrupted: \d+ pages .* run the same command again to continue\.$/m,
    );
    const { length } = linesOf(file);
    assert.ok(length < expected.length);
    const second = await runCommand(['crawl', start, '--output', file]);
    assert.equal(second.code, 0, second.stderr);
    assert.ok(
      second.stderr.startsWith(
        `${file} exists: this continues after its ${length} pages. ` +
          'They lead to ',
      ),
    );
    assert.deepEqual(pathsIn(linesOf(file)), expected);
    assert.deepEqual(await askedAgain(), []);
  });

  test('continues after it was killed in the middle of a line', async () => {
    await lab.reset();
    const file = join(folder, 'killed.ndjson');
    await endAfter(60, file, 'SIGKILL');
    appendFileSync(file, '{"url":"http://127.0.0.1');
    const { code, stderr } = await runCommand([
      'crawl',
      start,
      '--output',
      file,
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(pathsIn(linesOf(file)), expected);
    // What was under way then, and nothing else.
    assert.ok((await askedAgain()).length <= 6);
  });

  test('stops at its deadline, and leaves nothing running', async () => {
    await lab.reset();
    const file = join(folder, 'deadline.ndjson');
    const flags = ['--deadline', '0.5', '--output', file, '--json'];
    const { code, stdout } = await runCommand(['crawl', start, ...flags]);
    assert.equal(code, 0);
    const { ended, pages, left } = JSON.parse(stdout) as Summary;
    assert.equal(ended, 'deadline');
    assert.equal(pages, linesOf(file).length);
    assert.ok(left > 0);
    assert.equal((await lab.stats()).conference?.inFlight, 0);
  });

  test('stops at --max-pages, and prints a line for each page', async () => {
    const flags = ['--max-pages', '7', '--concurrency', '2'];
    await lab.reset();
    const result = await runCommand(['crawl', start, ...flags]);
    assert.equal(result.code, 0);
    assert.equal(pathsIn(result.stdout.trimEnd().split('\n')).length, 7);
    assert.match(
      result.stderr,
      /^7 pages, in .*\n(?:.*\n)*Stopped at --max-pages/,
    );
    assert.equal((await lab.stats()).conference?.peakInFlight, 2);
  });

  test('counts queries as pages with --queries', async () => {
    await lab.reset();
    const flags = ['--queries', '--json', '--concurrency', '20'];
    const { stdout } = await runCommand(['crawl', start, ...flags]);
    const { pages, leftAlone } = JSON.parse(stdout) as Summary;
    assert.ok(pages > expected.length);
    assert.equal(leftAlone, 301);
    const { arrivals = [] } = (await lab.stats()).conference ?? {};
    assert.ok(arrivals.includes('/archive/2019?sort=topic'));
    assert.ok(!arrivals.some((path) => path.includes('print=')));
  });

  test('crawls several sites, within the limit of each host', async () => {
    await lab.reset();
    const flags = ['--per-host', '2', '--max-pages', '40', '--json'];
    const urls = [start, `${lab.years}/`];
    const { stdout } = await runCommand(['crawl', ...urls, ...flags]);
    assert.equal((JSON.parse(stdout) as Summary).pages, 40);
    const { conference, years } = await lab.stats();
    assert.deepEqual([conference?.peakInFlight, years?.peakInFlight], [2, 2]);
  });

  test('without an address crawls the conference of a lab, and says so', async () => {
    const { stderr, code } = await runCommand(
      ['crawl', '--max-pages', '3', '--json'],
      { LAB_URL: lab.url },
    );
    assert.equal(code, 0);
    assert.match(stderr, /^No URL was given, so this crawls the lab's/);
  });
});

suite('the file of a crawl', () => {
  interface Held extends AsyncDisposable {
    readonly url: string;
    readonly asked: Promise<void>;
  }

  /** A site that never answers. */
  async function startHeldSite(): Promise<Held> {
    const { promise: asked, resolve } = Promise.withResolvers<undefined>();
    const server = await startScriptedServer(() => {
      resolve(undefined);
    });
    return {
      url: `${server.url}/`,
      asked,
      [Symbol.asyncDispose]: () => server.close(),
    };
  }

  const startCrawl = (url: string, file: string) => {
    const args = [run, 'crawl', url, '--output', file];
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const child = spawn(process.execPath, args, { stdio: [...stdio] });
    return { child, result: resultOf(child) };
  };

  test('is written by one crawl at a time, and the other says so', async () => {
    await using site = await startHeldSite();
    const file = join(folder, 'shared.ndjson');
    const { child, result } = startCrawl(site.url, file);
    await site.asked;
    const second = await runCommand(['crawl', site.url, '--output', file]);
    assert.equal(second.code, 1);
    assert.match(second.stderr, /^Another crawl \(process \d+\) is writing to/);
    assert.match(second.stderr, /^[^\n]+\n$/);
    child.kill('SIGINT');
    assert.equal((await result).code, 130);
    assert.ok(!existsSync(`${file}.lock`));
  });

  test('can be written again after a crawl was killed', async () => {
    await using site = await startHeldSite();
    const file = join(folder, 'after-kill.ndjson');
    const { child, result } = startCrawl(site.url, file);
    await site.asked;
    child.kill('SIGKILL');
    await result;
    const flags = ['--output', file, '--max-pages', '1'];
    const { code, stderr } = await runCommand(['crawl', start, ...flags]);
    assert.equal(code, 0, stderr);
    assert.equal(linesOf(file).length, 1);
  });

  test('is not made by a crawl that ended before its first page', async () => {
    await using site = await startHeldSite();
    const file = join(folder, 'never.ndjson');
    const { child, result } = startCrawl(site.url, file);
    await site.asked;
    child.kill('SIGINT');
    const { code, stderr } = await result;
    assert.equal(code, 130);
    assert.ok(!existsSync(file));
    assert.match(stderr, /^0 pages, in .* Nothing was written to .*never/m);
    assert.match(stderr, /^Interrupted, before the first request for a page/m);
  });

  test('that has pages is not done when the next crawl ends at once', async () => {
    const file = join(folder, 'resumed.ndjson');
    await using site = await startHeldSite();
    const row = { url: site.url, status: 200, title: '', links: [] };
    writeFileSync(file, `${JSON.stringify(row)}\n`);
    const flags = ['--output', file, '--deadline', '0.5', '--json'];
    const { stdout } = await runCommand(['crawl', site.url, ...flags]);
    const { ended, pages } = JSON.parse(stdout) as Summary;
    assert.deepEqual([ended, pages], ['deadline', 1]);
  });

  test('is standard output if it is called -', async () => {
    const flags = ['--output', '-', '--max-pages', '1'];
    const { stdout } = await runCommand(['crawl', start, ...flags]);
    assert.deepEqual(pathsIn(stdout.trimEnd().split('\n')), ['/']);
  });
});

suite('a crawl that cannot start ends with one line', () => {
  const letter = join(folder, 'letter');
  writeFileSync(letter, 'Dear all');
  const elsewhere = join(folder, 'elsewhere.ndjson');
  writeFileSync(
    elsewhere,
    '{"url":"http://a.example/","status":200,"title":"","links":[]}\n',
  );
  for (const [exitCode, message, ...args] of [
    [2, /^"mew" is not a site address/, 'mew'],
    [2, /is not a site address/, 'ftp://127.0.0.1/'],
    [2, /^--delay must be a whole number/, start, '--delay', 'x'],
    [2, /^--per-host must be a whole number/, start, '--per-host', '0'],
    [2, /^--deadline must be a number above 0/, start, '--deadline', '-1'],
    [2, /^npm run crawl has no flag --fast/, start, '--fast'],
    [2, /Leave it out when you give the address/, start, '--scale', '1'],
    [
      2,
      /Make that folder, or name another one/,
      start,
      '--output',
      '/no/such/x',
    ],
    [2, /is a folder\. Name a file in it/, start, '--output', folder],
    [2, /is not the output of a crawl/, start, '--output', letter],
    [2, /has pages of http:\/\/a\.example/, start, '--output', elsewhere],
    [1, /did not answer \(ECONNREFUSED\)/, 'http://127.0.0.1:1/'],
    [
      1,
      /robots.txt does not allow robots to read/,
      `${lab.conference}/private`,
    ],
  ] as const) {
    test(args.join(' ').replaceAll(/:\d+/g, ''), async () => {
      const result = await runCommand(['crawl', ...args, '--retries', '0']);
      assert.match(result.stderr, /^[^\n]+\n$/);
      assert.match(result.stderr, message);
      assert.equal(result.code, exitCode);
      assert.equal(result.stdout, '');
    });
  }

  test('does not change a file that is not its own', () => {
    assert.equal(readFileSync(letter, 'utf8'), 'Dear all');
  });
});

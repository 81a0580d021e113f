import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { startScriptedServer } from '../src/practice/acting/scripted-server.ts';
import { runCommand } from './command.ts';

interface Row {
  readonly url: string;
  readonly status: number;
  readonly title: string;
  readonly links: readonly string[];
  readonly problem?: string;
}

/** What a server says to a path: a page, or anything else. */
type Answer =
  string | ((response: ServerResponse, request: IncomingMessage) => unknown);

/** Crawls a site that is made of these answers; all else is 404. */
async function crawlSite(
  answers: Readonly<Record<string, Answer>>,
  { start = '/', flags = [] as readonly string[] } = {},
) {
  const asked: string[] = [];
  const server = await startScriptedServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers[path];
    if (typeof answer === 'function') answer(response, request);
    else if (answer === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', 'text/html').end(answer);
  });
  const args = ['crawl', server.url + start, '--retries', '0', ...flags];
  const result = await runCommand(args);
  await server.close();
  const rows = result.stdout
    .split('\n')
    .filter((line) => line.startsWith('{"url"'))
    .map((line) => JSON.parse(line) as Row);
  const rowOf = (path: string) =>
    rows.find(({ url }) => url === server.url + path);
  return { ...result, rows, rowOf, asked };
}

const link = (path: string) => `<title>home</title><a href="${path}">x</a>`;
const rules = 'User-agent: *\nDisallow: /secret\n';

suite('robots.txt counts, however it is sent', () => {
  const forms: Readonly<Record<string, Answer>> = {
    'without a content type': (response) => response.end(rules),
    'as octets': (response) =>
      response.setHeader('content-type', 'application/octet-stream').end(rules),
    'as HTML': (response) =>
      response.setHeader('content-type', 'text/html').end(rules),
    'as gzip, unasked': (response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(rules)),
    'with a byte order mark': (response) => response.end(`\uFEFF${rules}`),
    'with the status 203': (response) => response.writeHead(203).end(rules),
    'with a redirect': (response, { url }) =>
      response.writeHead(301, { location: `${url}/there` }).end(),
  };
  for (const [form, answer] of Object.entries(forms)) {
    test(form, async () => {
      const { rows, asked } = await crawlSite({
        '/robots.txt': answer,
        '/robots.txt/there': (response) => response.end(rules),
        '/': link('/secret'),
      });
      assert.equal(rows.length, 1);
      assert.ok(!asked.includes('/secret'));
    });
  }

  for (const [why, answer] of [
    [
      'in an encoding that nobody knows',
      (response) => response.setHeader('content-encoding', 'x').end(rules),
    ],
    [
      'with a crawl delay of months',
      (response) => response.end('User-agent: *\nCrawl-delay: 9999999'),
    ],
  ] as readonly [string, Answer][]) {
    test(`${why}: the site is left alone`, async () => {
      const site = { '/robots.txt': answer, '/': link('/a') };
      const { code, asked, stderr } = await crawlSite(site);
      assert.deepEqual([code, asked], [1, ['/robots.txt']]);
      assert.match(stderr, /^\S+robots\.txt does not allow robots .*\n$/);
    });
  }
});

suite('a page that is packed, unasked', () => {
  const page = link('/open');
  for (const [encoding, packed] of [
    ['gzip', gzipSync(page)],
    ['x-gzip', gzipSync(page)],
    ['GZIP', gzipSync(page)],
    ['deflate', deflateSync(page)],
    ['deflate', deflateRawSync(page)],
    ['br', brotliCompressSync(page)],
    ['zstd', zstdCompressSync(page)],
    ['identity', Buffer.from(page)],
    ['gzip, br', brotliCompressSync(gzipSync(page))],
  ] as const) {
    test(`by ${encoding} is read`, async () => {
      const { rowOf } = await crawlSite({
        '/': (response) =>
          response
            .setHeader('content-type', 'text/html')
            .setHeader('content-encoding', encoding)
            .end(packed),
        '/open': 'open',
      });
      assert.equal(rowOf('/')?.title, 'home');
      assert.equal(rowOf('/open')?.status, 200);
    });
  }

  for (const [encoding, packed, problem] of [
    ['compress', Buffer.from(page), /encoding compress is unknown/],
    ['constructor', Buffer.from(page), /encoding constructor is unknown/],
    ['gzip', Buffer.from(page), /its gzip could not be unpacked/],
    ['br', gzipSync(page), /its br could not be unpacked/],
    ['gzip', gzipSync(page).subarray(0, 30), /its gzip could not be/],
    ['gzip', gzipSync(Buffer.alloc(50_000_000)), /its gzip could not be/],
  ] as const) {
    test(`in a way that cannot be read is named: ${String(problem)}`, async () => {
      const { rowOf, stderr, code } = await crawlSite({
        '/': (response) =>
          response
            .setHeader('content-type', 'text/html')
            .setHeader('content-encoding', encoding)
            .end(packed),
      });
      assert.equal(code, 0);
      assert.match(rowOf('/')?.problem ?? '', problem);
      assert.match(stderr, /^Not read whole: 1 page, such as /m);
    });
  }
});

suite('a page without bounds', () => {
  test('is cut when it is too long, and still has its first links', async () => {
    let sent = 0;
    const { rowOf, code } = await crawlSite({
      '/': async (response) => {
        response.setHeader('content-type', 'text/html').write(link('/a'));
        const piece = Buffer.from(`<p>${'more '.repeat(200_000)}</p>`);
        while (!response.destroyed && sent < 500_000_000) {
          sent += piece.length;
          if (!response.write(piece)) await drained(response);
        }
      },
      '/a': 'a',
    });
    assert.equal(code, 0);
    assert.match(rowOf('/')?.problem ?? '', /only its first 8 MiB were read/);
    assert.equal(rowOf('/a')?.status, 200);
    assert.ok(sent < 100_000_000);
  });

  const deep = `${'<div>'.repeat(200_000)}<a href="/end">x</a>`;

  test('nested without end does not keep a deadline from being heard', async () => {
    const flags = ['--deadline', '3', '--json'];
    const { code, stdout } = await crawlSite({ '/': deep }, { flags });
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as { ended: string }).ended, 'deadline');
  });

  test('nested without end is given up, and the others are read', async () => {
    const site = { '/': link('/deep') + link('/a'), '/deep': deep, '/a': 'a' };
    const { code, rowOf, stderr } = await crawlSite(site);
    assert.equal(code, 0);
    assert.match(rowOf('/deep')?.problem ?? '', /could not be parsed within/);
    assert.equal(rowOf('/a')?.status, 200);
    assert.match(stderr, /^Not read whole: 1 page, such as \S+\/deep \(it /m);
  });

  test('nested 5,000 deep is read', async () => {
    const page = `${'<div>'.repeat(5000)}<a href="/end">x</a>`;
    const { rowOf } = await crawlSite({ '/': page, '/end': 'end' });
    assert.equal(rowOf('/end')?.status, 200);
  });
});

async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    response.once('drain', resolve).once('close', resolve);
  });
}

suite('queries', () => {
  const site = {
    '/list?page=1': link('?page=2'),
    '/list': 'list',
    '/list?page=2': 'two',
  };

  test('of an address that was named are asked', async () => {
    const { asked, stderr } = await crawlSite(site, { start: '/list?page=1' });
    assert.deepEqual(asked, ['/robots.txt', '/list?page=1', '/list']);
    assert.match(stderr, /^Queries: 1 link .* --queries/m);
  });

  test('of links are asked with --queries, and nothing is said', async () => {
    const { asked, stderr } = await crawlSite(site, {
      start: '/list?page=1',
      flags: ['--queries'],
    });
    assert.deepEqual(asked.slice(1), ['/list?page=1', '/list?page=2']);
    assert.doesNotMatch(stderr, /Queries/);
  });
});

suite('redirects', () => {
  test('with raw UTF-8 lead to where they say', async () => {
    const location = Buffer.from('/búsqueda').toString('latin1');
    const { asked } = await crawlSite({
      '/': (response) => response.writeHead(301, { location }).end(),
    });
    assert.deepEqual(asked.slice(1), ['/', '/b%C3%BAsqueda']);
  });
});

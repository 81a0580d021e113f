import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import { load } from 'cheerio';
import { request } from 'undici';
import { speakers } from '../data/speakers.ts';
import { startHeldLab, startTestLab, type TestLab } from '../fixture.ts';
import { answerConference, conferencePaths } from './conference.ts';
import { atticMs } from './conference-corners.ts';

const origin = 'http://conference.example:8080';

function linksOn(path: string): URL[] {
  const { body, type } = answerConference({ origin, path });
  if (!type.startsWith('text/html')) return [];
  return load(body)('a')
    .toArray()
    .map((anchor) => new URL(anchor.attribs['href'] ?? '', origin + path));
}

function pathOf({ pathname }: URL): string {
  return pathname.replace(/(?<=.)\/$/, '');
}

function isForRobots({ pathname, search }: URL): boolean {
  const isPrivate = pathname.startsWith('/private');
  if (isPrivate) return pathname.startsWith('/private/press-kit');
  return !search.startsWith('?print=');
}

/** All paths that the index leads to, robots.txt obeyed, breadth first. */
function crawl(): Map<string, number> {
  const depths = new Map([['/', 0]]);
  for (const [path, depth] of depths) {
    const found = linksOn(path)
      .filter((url) => url.origin === origin && isForRobots(url))
      .map(pathOf);
    for (const next of found) {
      if (!depths.has(next)) depths.set(next, depth + 1);
    }
  }
  return depths;
}

async function get(lab: TestLab, path: string) {
  const url = lab.origin('conference') + path;
  const { statusCode, headers, body } = await request(url, {
    dispatcher: lab.agent,
  });
  return { statusCode, headers, text: await body.text() };
}

suite('the conference, to a crawler', { timeout: 60_000 }, () => {
  const depths = crawl();

  test('has about 400 pages, all of them listed, and twelve plain texts', () => {
    const reached = [...depths.keys()];
    const pages = reached.filter((path) => !path.endsWith('.txt'));
    assert.deepEqual(pages.sort(), [...conferencePaths].sort());
    assert.equal(pages.length, 406);
    assert.equal(reached.length - pages.length, 12);
  });

  test('has a page behind each link, in the basement after some attempts', () => {
    for (const path of depths.keys()) {
      assert.equal(answerConference({ origin, path }).status, 200, path);
    }
  });

  test('has deep paths, and links in circles', () => {
    const deepest = Math.max(...depths.values());
    assert.ok(deepest >= 4, `${deepest}`);
    const talk = '/archive/2019/talks/25';
    const first = linksOn(talk).map(pathOf);
    assert.ok(first.includes('/archive/2019/talks/1'));
    assert.ok(linksOn('/archive/2019/talks/1').map(pathOf).includes(talk));
  });

  test('has links to other sites, to mail and to telephones', () => {
    const all = [...depths.keys()].flatMap(linksOn);
    const protocols = new Set(all.map(({ protocol }) => protocol));
    assert.deepEqual([...protocols].sort(), [
      'http:',
      'https:',
      'mailto:',
      'tel:',
    ]);
    assert.ok(all.some(({ hostname }) => hostname === 'video.example'));
  });

  test('never ends for a crawler that ignores robots.txt', () => {
    let path = '/private';
    for (let day = 1; day <= 50; day++) {
      const { search } = new URL(path, origin);
      const query = new URLSearchParams(search);
      const { body } = answerConference({ origin, path: '/private', query });
      const [, next = ''] = /href="(\/private\?day=\d+)"/.exec(body) ?? [];
      assert.equal(next, `/private?day=${day}`);
      path = next;
    }
  });

  test('says in robots.txt which pages are not for robots', async () => {
    await using lab = await startTestLab();
    const { headers, text } = await get(lab, '/robots.txt');
    assert.match(String(headers['content-type']), /^text\/plain/);
    assert.match(text, /^User-agent: \*\nDisallow: \/private\nAllow: /m);
  });
});

suite('the corners of the conference', { timeout: 60_000 }, () => {
  test('the attic takes three seconds more', async () => {
    await using lab = await startHeldLab();
    const answer = get(lab, '/attic/1');
    await lab.seen('conference', ({ inFlight }) => inFlight === 1);
    lab.clock.advance(atticMs - 1);
    assert.equal((await lab.seen('conference', () => true)).inFlight, 1);
    lab.clock.advance(1);
    assert.equal((await answer).statusCode, 200);
  });

  test('the basement fails never, at first, or always', async () => {
    await using lab = await startTestLab();
    const attempts = async (number: number) => {
      const outcomes: unknown[] = [];
      for (let attempt = 1; attempt <= 3; attempt++) {
        const path = `/basement/${number}`;
        const outcome = get(lab, path).then(
          ({ statusCode }) => statusCode,
          (error: unknown) => (error as NodeJS.ErrnoException).code,
        );
        outcomes.push(await outcome);
      }
      return outcomes;
    };
    for (let round = 1; round <= 2; round++) {
      assert.deepEqual(await attempts(1), [500, 500, 500]);
      assert.deepEqual(await attempts(2), [503, 503, 200]);
      assert.deepEqual(await attempts(3), ['ECONNRESET', 200, 200]);
      assert.deepEqual(await attempts(4), [200, 200, 200]);
      assert.deepEqual(await attempts(8), [404, 404, 404]);
      lab.servers.reset();
    }
    assert.equal((await get(lab, '/basement/2')).headers['retry-after'], '1');
  });
});

suite('the pages that lesson 05 reads', () => {
  test('are unchanged to the byte, except for their style', () => {
    const hash = createHash('sha256');
    const paths = speakers.map(({ slug }) => encodeURI(`/speakers/${slug}`));
    for (const path of ['/', ...paths]) {
      const page = answerConference({ origin: 'http://a:1', path }).body;
      hash.update(page.slice(page.indexOf('<body>')));
    }
    assert.equal(
      hash.digest('hex'),
      '5f6d0567f14a65d4f1f91ffba30e687ba463de1d3e9eac9011cf7a83563fd78b',
    );
  });
});

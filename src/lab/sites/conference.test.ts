import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { load } from 'cheerio';
import { conferenceHandles, speakers } from '../data/speakers.ts';
import { answerConference } from './conference.ts';
import { answerYears } from './years.ts';

const origin = 'http://conference.example:8080';

/** All links of a page as a browser would follow them. */
function linksOn(path: string): URL[] {
  const { status, body } = answerConference({ origin, path });
  assert.equal(status, 200, path);
  return load(body)('a')
    .toArray()
    .map((anchor) => new URL(anchor.attribs['href'] ?? '', origin + path));
}

function speakerPaths(): string[] {
  const paths = linksOn('/')
    .filter((url) => url.origin === origin)
    .map(({ pathname }) => pathname.replace(/\/$/, ''))
    .filter((pathname) => pathname.startsWith('/speakers/'));
  return [...new Set(paths)];
}

const writtenPaths = () => speakers.map(({ slug }) => `/speakers/${slug}`);

/** The handle in a profile's address; none for the network's other links. */
function handleIn({ hostname, pathname }: URL): string[] {
  if (!/^(www\.)?chirp\.example$/.test(hostname)) return [];
  const [, handle = ''] = /^\/@?([\w.]+)\/?$/.exec(pathname) ?? [];
  return handle === '' || handle === 'share' ? [] : [handle.toLowerCase()];
}

suite('the conference', () => {
  test('links to 28 speakers from its index, each more than once', () => {
    assert.equal(speakerPaths().length, 28);
    const links = linksOn('/').filter(({ pathname }) =>
      pathname.startsWith('/speakers/'),
    );
    assert.ok(links.length >= 56);
  });

  test('links each talk in its programme, as a path from the root', () => {
    const { body } = answerConference({ origin, path: '/' });
    const $ = load(body);
    const paths = $('h3.talk-title a')
      .toArray()
      .map(({ attribs }) => attribs['href'] ?? '');
    assert.deepEqual(paths.toSorted(), writtenPaths().toSorted());
    for (const path of paths) {
      const url = new URL(origin + path);
      const { status } = answerConference({ origin, path: url.pathname });
      assert.equal(status, 200, path);
    }
  });

  test('writes links in several ways, one with a query', () => {
    const { body } = answerConference({ origin, path: '/' });
    assert.match(body, /href="speakers\//);
    assert.match(body, /href="\/speakers\//);
    assert.match(body, /href="http:\/\/conference\.example:8080\/speakers\//);
    assert.equal(body.match(/\?from=index/g)?.length, 1);
  });

  test('has a page behind each of its own links', () => {
    const own = [linksOn('/'), linksOn('/sponsors')]
      .flat()
      .filter((url) => url.origin === origin);
    assert.ok(own.some(({ pathname }) => pathname === '/code-of-conduct'));
    for (const { pathname } of own) linksOn(pathname);
  });

  test('hides exactly the expected handles in its speakers’ pages', () => {
    const handles = speakerPaths().flatMap((path) =>
      linksOn(path).flatMap(handleIn),
    );
    assert.deepEqual([...new Set(handles)].sort(), conferenceHandles);
    assert.ok(handles.length > conferenceHandles.length, 'has duplicates');
  });

  test('has its traps: none, two, share links, case, entities, any script', () => {
    const counts = speakers.map(({ profiles }) => profiles.length);
    assert.ok(counts.includes(0) && counts.includes(2));
    const links = speakerPaths().flatMap(linksOn);
    assert.ok(links.some(({ pathname }) => pathname === '/share'));
    assert.ok(links.some(({ pathname }) => pathname === '/intent/post'));
    const pages = speakers.map(
      ({ slug }) =>
        answerConference({ origin, path: `/speakers/${slug}` }).body,
    );
    assert.ok(pages.some((page) => page.includes('&#64;')));
    assert.ok(pages.some((page) => page.includes('ref=conf&amp;lang=en')));
    assert.ok(pages.some((page) => page.includes('種村雪')));
  });

  test('finds a speaker whose path is not ASCII, encoded or not', () => {
    for (const path of [
      '/speakers/søren-bækgaard',
      '/speakers/s%C3%B8ren-b%C3%A6kgaard/',
    ]) {
      assert.equal(answerConference({ origin, path }).status, 200);
    }
  });

  test('keeps its pages between 5 and 12 kilobytes', () => {
    for (const path of ['/', ...speakerPaths()]) {
      const bytes = Buffer.byteLength(answerConference({ origin, path }).body);
      assert.ok(bytes > 5000 && bytes < 12_000, `${path}: ${bytes}`);
    }
  });

  test('answers 404 for everything else', () => {
    for (const path of ['/speakers', '/speakers/nobody', '/index.html']) {
      assert.equal(answerConference({ origin, path }).status, 404);
    }
  });
});

suite('the years', () => {
  test('have a page for each year from 2000 to 2019, and no other', () => {
    for (let year = 1999; year <= 2020; year++) {
      const { status, body } = answerYears({ path: `/${year}` });
      assert.equal(status, year < 2000 || year > 2019 ? 404 : 200);
      if (status === 200) assert.match(body, new RegExp(`<h1>${year}</h1>`));
    }
    assert.equal(answerYears({ path: '/' }).status, 200);
    assert.equal(answerYears({ path: '/2000/more' }).status, 404);
  });
});

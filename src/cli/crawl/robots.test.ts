import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Answer } from './ask.ts';
import { crawlDelayMs, isAllowed, parseRobots, readRobots } from './robots.ts';

const site = 'http://site.example';

suite('robots.txt', () => {
  for (const [text, path, allowed] of [
    ['Disallow: /private', '/private', false],
    ['Disallow: /private', '/private/1', false],
    ['Disallow: /private', '/privateer', false],
    ['Disallow: /private/', '/private', true],
    ['Disallow:', '/', true],
    ['Disallow: /', '/', false],
    ['disallow : / # all of it', '/a', false],
    ['Disallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['Allow: /a\nDisallow: /a', '/a', true],
    ['Allow: /a\nDisallow: /a/b', '/a/b', false],
    ['Disallow: /*.pdf$', '/a.pdf.pdf', false],
    ['Disallow: /*.pdf$', '/a.pdf?page=2', true],
    ['Disallow: /*?print=', '/a?print=1', false],
    ['Disallow: /*?print=', '/a', true],
    ['Disallow: /a$', '/b/a', true],
    ['Disallow: /a$', '/a', false],
    ['Disallow: /a*a$', '/a', true],
    ['Disallow: /*/b/*/d', '/a/b/c/d/e', false],
    ['Sitemap: http://a/\nDisallow: /x', '/x', false],
    ['Nonsense\n\nDisallow: /x', '/x', false],
  ] as const) {
    const verb = allowed ? 'allows' : 'forbids';
    test(`${JSON.stringify(text)} ${verb} ${path}`, () => {
      const rules = parseRobots(`User-agent: *\n${text}`);
      assert.equal(isAllowed(rules, site + path), allowed);
    });
  }

  test('has rules for a named robot, which then ignores the rules for all', () => {
    const text = `\uFEFFUser-agent: *\r\nDisallow: /\r\n\r\nUSER-AGENT: One
User-agent: two\nDisallow: /two\nUser-agent: two\nDisallow: /more`;
    const forbids = (robot: string, path: string) =>
      !isAllowed(parseRobots(text, robot), site + path);
    assert.deepEqual(
      ['one', 'two', 'three'].map((robot) => forbids(robot, '/more')),
      [false, true, true],
    );
    assert.ok(forbids('one', '/two') && forbids('three', '/'));
    assert.ok(!forbids('two', '/'));
  });

  test('can ask for a pause between requests', () => {
    const delayOf = (text: string) =>
      crawlDelayMs(parseRobots(`User-agent: *\n${text}`));
    const texts = ['', 'Crawl-delay: 1.5', 'Crawl-delay: x', 'crawl-delay: -1'];
    assert.deepEqual(texts.map(delayOf), [0, 1500, 0, 0]);
    const several = 'Crawl-delay: 2\n\nUser-agent: *\nCrawl-delay: 4';
    assert.equal(delayOf(several), 4000);
  });

  test('takes little time to read, whatever it contains', () => {
    const rules = parseRobots(`User-agent: *\nDisallow: /${'*a'.repeat(40)}b`);
    assert.ok(isAllowed(rules, `${site}/${'a'.repeat(5000)}`));
    const spaces = ' '.repeat(500_000);
    const stars = '*'.repeat(500_000);
    for (const long of [
      `Disallow:${spaces}x`,
      `${spaces}:`,
      `Allow: /${stars}`,
    ]) {
      parseRobots(`User-agent: *\n${long}`);
    }
    parseRobots('User-agent: a\n'.repeat(50_000));
  });
});

function delayed(seconds: string): Partial<Answer> {
  const text = `User-agent: *\nCrawl-delay: ${seconds}`;
  return { status: 200, body: Buffer.from(text) };
}

suite('the rules of a site', () => {
  const forbidding = 'User-agent: *\nDisallow: /x';
  const answers: Record<string, Partial<Answer>> = {
    there: { status: 200, body: Buffer.from(forbidding) },
    moved: { status: 301, headers: { location: '/there' } },
    circle: { status: 302, headers: { location: '/circle' } },
    lost: { status: 301 },
    missing: { status: 404 },
    broken: { status: 503 },
    busy: { status: 429 },
    empty: { status: 204 },
    partial: { status: 206, body: Buffer.from(forbidding) },
    marked: { status: 200, body: Buffer.from(`\uFEFF${forbidding}`) },
    packed: { status: 200, problem: 'its content encoding x is unknown' },
    farther: { status: 301, headers: { location: ['/there', '/missing'] } },
    once: delayed('3600'),
    never: delayed('3601'),
    ever: delayed('9999999'),
    endless: delayed('Infinity'),
  };
  const read = (address: string) =>
    Promise.resolve({
      headers: {},
      body: Buffer.of(),
      status: 0,
      ...answers[new URL(address).pathname.slice(1)],
    });
  for (const [name, start, x] of [
    ['there', true, false],
    ['moved', true, false],
    ['circle', false, false],
    ['lost', true, true],
    ['missing', true, true],
    ['broken', false, false],
    ['busy', false, false],
    ['empty', true, true],
    ['partial', true, false],
    ['marked', true, false],
    ['packed', false, false],
    ['farther', true, false],
    ['once', true, true],
    ['never', false, false],
    ['ever', false, false],
    ['endless', false, false],
  ] as const) {
    test(`are read if the file is ${name}`, async () => {
      const rules = await readRobots(`${site}/${name}`, read);
      assert.deepEqual(
        ['/', '/x'].map((path) => isAllowed(rules, site + path)),
        [start, x],
      );
    });
  }
});

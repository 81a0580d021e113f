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
  });

  test('takes little time to read, whatever it contains', () => {
    const rules = parseRobots(`User-agent: *\nDisallow: /${'*a'.repeat(40)}b`);
    assert.ok(isAllowed(rules, `${site}/${'a'.repeat(5000)}`));
  });
});

suite('the rules of a site', () => {
  const forbidding = 'User-agent: *\nDisallow: /x';
  const answers: Record<string, Partial<Answer>> = {
    there: { status: 200, text: forbidding },
    moved: { status: 301, headers: { location: '/there' } },
    circle: { status: 302, headers: { location: '/circle' } },
    lost: { status: 301 },
    missing: { status: 404 },
    broken: { status: 503 },
  };
  const read = (address: string) =>
    Promise.resolve({
      headers: {},
      text: '',
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

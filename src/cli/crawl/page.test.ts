import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, keyOf } from './address.ts';
import { parsePage } from './page.ts';

const url = 'http://site.example/a/b?c=d';

function linksIn(text: string, type = 'text/html; charset=utf-8') {
  const answer = { status: 200, headers: { 'content-type': type }, text };
  return parsePage(url, answer).links;
}

for (const [html, links] of [
  ['<a href="/x">x</a>', ['http://site.example/x']],
  ['<a href="x">x</a>', ['http://site.example/a/x']],
  ['<a href="//other.example">', ['http://other.example/']],
  ['<a href="?p=1&amp;q=2">', ['http://site.example/a/b?p=1&q=2']],
  ['<a href="#top">', [url]],
  ['<a href="/x#1"><a href="/x#2">', ['http://site.example/x']],
  ['<a href="/ø">', ['http://site.example/%C3%B8']],
  ['<a href="mailto:a@b.example"><a href="tel:1"><a href="data:,">', []],
  ['<a href="http://[bad"><a name="x">', []],
  ['<base href="/base/"><a href="x">', ['http://site.example/base/x']],
  ['<base href="http://["><a href="x">', ['http://site.example/a/x']],
] as const) {
  test(`the links of ${html}`, () => {
    assert.deepEqual(linksIn(html), links);
  });
}

test('an answer that is not HTML has no links and no title', () => {
  assert.deepEqual(linksIn('<a href="/x">', 'text/plain'), []);
});

test('a redirect is a page with one link, its target', () => {
  const headers = { location: '../z', 'content-type': 'text/html' };
  const text = '<title>Moved</title><a href="/elsewhere">';
  assert.deepEqual(parsePage(url, { status: 301, headers, text }), {
    url,
    status: 301,
    title: '',
    links: ['http://site.example/z'],
  });
});

test('a page is known by its address without fragment, query and last slash', () => {
  const link = 'http://site.example/a/?b=c#d';
  assert.equal(addressOf(link), 'http://site.example/a/');
  assert.equal(addressOf(link, true), 'http://site.example/a/?b=c');
  assert.equal(keyOf(addressOf(link)), 'http://site.example/a');
});

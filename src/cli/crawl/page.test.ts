import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { addressOf, keyOf } from './address.ts';
import type { Answer } from './ask.ts';
import { parsePage, type Page } from './page.ts';

const site = 'http://site.example';
const url = `${site}/a/b?c=d`;

function parse(content: string | Buffer, headers: Answer['headers']): Page {
  const body = Buffer.from(content as string);
  return parsePage(url, { status: 200, headers, body });
}

function linksIn(text: string, type = 'text/html; charset=utf-8') {
  return parse(text, { 'content-type': type }).links;
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
  ['<base target="_blank"><base href="/o/"><a href="p">', [`${site}/o/p`]],
  ['<base href="/1/"><base href="/2/"><a href="p">', [`${site}/1/p`]],
  ['<base href="http://["><base href="/2/"><a href="p">', [`${site}/a/p`]],
  ['<base href="javascript:1"><a href="p">', [`${site}/a/p`]],
  ['<base href="data:text/html,"><a href="p">', [`${site}/a/p`]],
  ['<base href="ftp://b.example/"><a href="p">', [`${site}/a/p`]],
  ['<base href="mailto:a@b.example"><a href="p">', [`${site}/a/p`]],
  ['<base href=""><a href="p">', [`${site}/a/p`]],
  ['<base href="//b.example/c/d"><a href="p">', ['http://b.example/c/p']],
  ['<base href="https://b.example"><a href="/p">', ['https://b.example/p']],
  ['<body><a href="p"><base href="/late/">', [`${site}/late/p`]],
  ['<template><base href="/t/"></template><a href="p">', [`${site}/a/p`]],
  [
    '<template><b><base href="/t/"></b></template><base href="/o/"><a href="p">',
    [`${site}/o/p`],
  ],
  ['<svg><base href="/s/"></base></svg><a href="p">', [`${site}/s/p`]],
  [
    '<script>"<base href=/s/><a href=/s>"</script><a href="p">',
    [`${site}/a/p`],
  ],
  ['<!-- <base href="/c/"><a href="/c"> --><a href="p">', [`${site}/a/p`]],
  ['<noscript><a href="/n"></noscript>', [`${site}/n`]],
  ['<map><area href="/area"></map>', [`${site}/area`]],
  ['<a href=" /x\n ">', [`${site}/x`]],
] as const) {
  test(`the links of ${html}`, () => {
    assert.deepEqual(linksIn(html), links);
  });
}

test('a redirect is a page with one link, its target', () => {
  const headers = { location: '../z', 'content-type': 'text/html' };
  const body = Buffer.from('<title>Moved</title><a href="/elsewhere">');
  assert.deepEqual(parsePage(url, { status: 301, headers, body }), {
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

test('escapes that mean the same lead to the same page', () => {
  assert.equal(keyOf(`${site}/%e3%81%82`), keyOf(`${site}/%E3%81%82`));
  assert.equal(keyOf(`${site}/%7ejoe`), keyOf(`${site}/~joe`));
  assert.notEqual(keyOf(`${site}/a%2fb`), keyOf(`${site}/a/b`));
});

for (const [location, target] of [
  ['/bÃºsqueda', `${site}/b%C3%BAsqueda`],
  ['/b\u00FAsqueda', `${site}/b%C3%BAsqueda`],
  ['/b%C3%BAsqueda', `${site}/b%C3%BAsqueda`],
] as const) {
  test(`a redirect leads to ${location}, however it is written`, () => {
    const answer = { status: 302, headers: { location }, body: Buffer.of() };
    assert.deepEqual(parsePage(url, answer).links, [target]);
  });
}

suite('the charset of a page', () => {
  const cyrillic = Buffer.from(
    '3c7469746c653ecff0e8e2e5f23c2f7469746c653e',
    'hex',
  );
  const meta = (label: string) => Buffer.from(`<meta charset="${label}">`);
  const bytes = (hex: string) => [
    Buffer.from('<title>'),
    Buffer.from(hex, 'hex'),
    Buffer.from('</title>'),
  ];
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const html = 'text/html';
  for (const [what, type, body, title] of [
    ['its header', `${html}; charset=windows-1251`, [cyrillic], 'Привет'],
    ['its header, quoted', `${html};charset="CP1251"`, [cyrillic], 'Привет'],
    ['its meta', html, [meta('windows-1251'), cyrillic], 'Привет'],
    [
      'the header before the meta',
      `${html}; charset=windows-1251`,
      [meta('utf-8'), cyrillic],
      'Привет',
    ],
    [
      'a meta that stands for the header',
      html,
      [
        Buffer.from(
          '<meta http-equiv="content-type" content="text/html; charset=windows-1251">',
        ),
        cyrillic,
      ],
      'Привет',
    ],
    [
      'Shift_JIS',
      `${html}; charset=Shift_JIS`,
      bytes('93fa967b8cea'),
      '日本語',
    ],
    ['EUC-JP', html, [meta('euc-jp'), ...bytes('c6fccbdcb8ec')], '日本語'],
    [
      'ISO-2022-JP',
      `${html}; charset=iso-2022-jp`,
      bytes('1b2442467c4b5c386c1b2842'),
      '日本語',
    ],
    ['GBK', `${html}; charset=gb2312`, bytes('d6d0cec4'), '中文'],
    ['Big5', `${html}; charset=big5`, bytes('a4a4a4e5'), '中文'],
    ['EUC-KR', `${html}; charset=ks_c_5601-1987`, bytes('c7d1b1db'), '한글'],
    ['Latin 1', `${html}; charset=iso-8859-1`, bytes('636166e980'), 'café€'],
    ['UTF-16 with a mark', html, [utf16('<title>é</title>')], 'é'],
    [
      'UTF-16 with a mark, and another header',
      `${html}; charset=utf-8`,
      [utf16('<title>é</title>')],
      'é',
    ],
    [
      'big-endian UTF-16 with a mark',
      html,
      [Buffer.from(utf16('<title>é</title>')).swap16()],
      'é',
    ],
    ['UTF-8 with a mark', html, [Buffer.from('\uFEFF<title>é</title>')], 'é'],
    ['no charset at all', html, [Buffer.from('<title>é</title>')], 'é'],
    [
      'an unknown charset',
      `${html}; charset=klingon`,
      [Buffer.from('<title>é</title>')],
      'é',
    ],
    [
      'a meta that claims UTF-16, which cannot be',
      html,
      [meta('utf-16'), Buffer.from('<title>é</title>')],
      'é',
    ],
  ] as const) {
    test(`is read as ${what} says`, () => {
      const page = parse(Buffer.concat(body), { 'content-type': type });
      assert.equal(page.title, title);
    });
  }
});

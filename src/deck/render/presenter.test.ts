import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decodeQR } from 'qr/decode.js';
import { renderPresenter } from './presenter.ts';
import type { DeckSources } from './sources.ts';

/** Sources with nothing but these files. */
function sourcesOf(files: Readonly<Record<string, string>>): DeckSources {
  return {
    readOptional: (path) => files[path],
    readText: (path) => files[path] ?? '',
    readRegion: () => ({ lines: [], parts: new Map() }),
    nextId: (name) => name,
  };
}

const pxPerModule = 8;

/** What a phone would see of a QR code: dark where its path is. */
function imageOf(svg: string) {
  const [, size = '0'] = /viewBox="0 0 (\d+)/.exec(svg) ?? [];
  const width = Number(size) * pxPerModule;
  const data = new Uint8Array(width * width * 4).fill(255);
  let [x, y] = [0, 0];
  // Each dark module is a square of its own: `M4 4h1v1H4Z`, then `m1 0h1v1H5Z`.
  for (const [, move, byX, byY] of svg.matchAll(
    /([Mm])(-?\d+) ?(-?\d+)h1v1/g,
  )) {
    const isFrom = move === 'm';
    x = Number(byX) + (isFrom ? x : 0);
    y = Number(byY) + (isFrom ? y : 0);
    paint(data, width, x, y);
  }
  return { width, height: width, data };
}

function paint(data: Uint8Array, width: number, x: number, y: number): void {
  for (let row = 0; row < pxPerModule; row += 1) {
    const from = (y * pxPerModule + row) * width + x * pxPerModule;
    for (let index = from; index < from + pxPerModule; index += 1) {
      data.set([0, 0, 0, 255], index * 4);
    }
  }
}

suite('The presenter on a slide', () => {
  const own = {
    name: 'Ada & Co',
    contact: '@ada',
    address: 'https://example.org/a?b=c&d=é',
  };
  const sources = sourcesOf({ 'slides/speaker.json': JSON.stringify(own) });

  test('has a QR code that a phone reads as the address', () => {
    const [, svg = ''] =
      /(<svg.*<\/svg>)/s.exec(renderPresenter('card', sources)) ?? [];
    assert.equal(decodeQR(imageOf(svg)), own.address);
  });

  test('is named with all words as words', () => {
    const card = renderPresenter('card', sources);
    assert.match(
      card,
      /aria-label="QR code of https:\/\/example\.org\/a\?b=c&amp;d=é"/,
    );
    assert.match(card, /Ada &amp; Co/);
    assert.match(
      renderPresenter('line', sources),
      /<strong>Ada &amp; Co<\/strong><br>@ada/,
    );
  });

  test('is nobody where nobody is known', () => {
    const described = sourcesOf({ 'package.json': '{"name": "kit"}' });
    for (const files of [sourcesOf({}), described]) {
      assert.equal(renderPresenter('line', files), '');
      assert.equal(renderPresenter('card', files), '');
    }
  });

  test('is the project’s address where only that is known', () => {
    const described = { name: 'kit', repository: 'https://a.example/kit' };
    const files = sourcesOf({ 'package.json': JSON.stringify(described) });
    assert.match(renderPresenter('card', files), />kit<.*>a\.example\/kit</s);
    assert.equal(renderPresenter('line', files), '');
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { describe, test } from 'node:test';
import { renderTraceFigure } from './browser.ts';
import * as fixtures from '../fixtures/traces.ts';

/** Every module that a module's values come from, itself included. */
function importsOf(url: URL, seen = new Map<string, string[]>()) {
  if (seen.has(url.href)) return seen;
  const statements = readFileSync(url, 'utf8').matchAll(
    /^(?:import|export) (?!type)[^;]*?from '([^']+)';/gm,
  );
  const names = Array.from(statements, ([, name = '']) => name);
  seen.set(url.href, names);
  for (const name of names) {
    if (name.startsWith('.')) importsOf(new URL(name, url), seen);
  }
  return seen;
}

describe('what a page is given', () => {
  const modules = importsOf(new URL('browser.ts', import.meta.url));

  test('needs nothing of Node, nor any package', () => {
    assert.ok(modules.size > 20, `${modules.size} modules`);
    const names = [...modules.values()].flat();
    assert.deepEqual(names.filter(isBuiltin), []);
    assert.ok(names.every((name) => name.startsWith('.')));
  });

  test('names no global that only Node has', () => {
    for (const href of modules.keys()) {
      const text = readFileSync(new URL(href), 'utf8');
      assert.doesNotMatch(text, /\b(?:process|Buffer|__dirname)\b[.(]/, href);
    }
  });
});

describe('a figure with room to grow', () => {
  const size = (svg: string) => /viewBox="([^"]+)"/.exec(svg)?.[1];
  const room = { lengthMs: 9000, requests: 150, connections: 20 };

  test('is as high for a few requests as for all of them', () => {
    const fixed = { ...room, rowsPx: 100, lanesPx: 56 };
    const few = renderTraceFigure(fixtures.bounded(40, 20), { room: fixed });
    const all = renderTraceFigure(fixtures.bounded(150, 20), { room: fixed });
    assert.equal(size(few), size(all));
  });

  test('keeps its rows and lanes within the height that it is given', () => {
    const heightOf = (rowsPx: number, lanesPx: number) => {
      const svg = renderTraceFigure(fixtures.unbounded(150), {
        room: { rowsPx, lanesPx },
      });
      return Number(size(svg)?.split(' ')[3]);
    };
    assert.ok(Math.abs(heightOf(120, 70) - heightOf(90, 50) - 50) < 0.1);
  });

  test('has an axis of the given length', () => {
    const svg = renderTraceFigure(fixtures.bounded(40, 20), { room });
    assert.match(svg, />8 s</);
  });

  test('has words next to its rows only where they fit', () => {
    const words = (rowsPx: number) =>
      renderTraceFigure(fixtures.conference(), { room: { rowsPx } });
    assert.match(words(600), /speakers/);
    assert.doesNotMatch(
      words(60).replace(/<title>[^<]*<\/title>/g, ''),
      />[^<]*speakers[^<]*<\/text>/,
    );
  });
});

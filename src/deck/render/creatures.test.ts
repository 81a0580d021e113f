import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { renderCreature } from './creatures.ts';

suite('A creature', () => {
  const drawn = Array.from({ length: 150 }, (_, index) =>
    renderCreature(index + 1, 0, 0, 50),
  );

  test('is one of its own for each of 150 requests', () => {
    assert.equal(new Set(drawn).size, 150);
  });

  test('has its place, its size and its colour', () => {
    const svg = renderCreature(1, 10, 20, 50, { class: 'pooled' });
    assert.match(svg, /class="creature pooled"/);
    assert.match(svg, /transform="translate\(10 20\) scale\(0\.5\)"/);
  });
});

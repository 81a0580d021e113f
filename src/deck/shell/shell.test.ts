import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { renderLabel } from './label.ts';
import { parseLitLines } from './lit-lines.ts';
import { nextPoint, previousPoint } from './talk-route.ts';

test('A slide’s label has its section and place, as text', () => {
  assert.equal(
    renderLabel('04.3', 'All & at once'),
    '<b>04.3</b> All &amp; at once',
  );
});

test('A step of code highlights the lines that it lists', () => {
  assert.deepEqual([...parseLitLines('0 2 11')], [0, 2, 11]);
  assert.deepEqual([...parseLitLines('')], []);
});

suite('The talk’s way', () => {
  // The talk, with two slides below; twice the workshop alone; the talk again,
  // whose slide is below another.
  const slides = [
    { h: 0, v: 0, isTalk: true },
    { h: 0, v: 1, isTalk: false },
    { h: 0, v: 2, isTalk: false },
    { h: 1, v: 0, isTalk: false },
    { h: 2, v: 0, isTalk: false },
    { h: 3, v: 0, isTalk: false },
    { h: 3, v: 1, isTalk: true },
    { h: 3, v: 2, isTalk: false },
    { h: 4, v: 0, isTalk: true },
  ];
  const on = (from: number) => {
    const here = slides[from];
    return here && slides.indexOf(nextPoint(slides, here) ?? here);
  };
  const back = (from: number) => {
    const here = slides[from];
    return here && slides.indexOf(previousPoint(slides, here) ?? here);
  };

  test('passes by what is not on it, both ways', () => {
    assert.deepEqual([on(0), on(6)], [6, 8]);
    assert.deepEqual([back(8), back(6)], [6, 0]);
  });

  test('leads through what is below, and then to the talk again', () => {
    assert.deepEqual([on(1), on(2), on(7)], [2, 6, 8]);
    assert.deepEqual([back(2), back(1), back(7)], [1, 0, 6]);
  });

  test('leads to the nearest column from within the workshop', () => {
    assert.deepEqual([on(3), on(4), on(5)], [4, 5, 6]);
    assert.deepEqual([back(5), back(4), back(3)], [4, 3, 0]);
  });

  test('ends at the ends', () => {
    assert.equal(on(8), 8);
    assert.equal(back(0), 0);
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findSlides } from './rank.ts';

const slide = (number: string, title: string, text = '', isTalk = true) => ({
  number,
  title,
  text: `${title} ${text}`,
  isTalk,
});

const slides = [
  slide('01.5', 'And what else?', 'A trace of the race'),
  slide('04.9', 'The race, in a terminal', '', false),
  slide('04.10', 'The race'),
  slide('04b.1', 'Embraced'),
  slide('05.3', 'A Pokémon’s page'),
  slide('12.1', 'The other side'),
  slide('12.2', 'A server that never ends', '12 visitors'),
];

suite('Slides are found', () => {
  for (const [query, numbers] of [
    ['05.3', ['05.3']],
    ['5.3', ['05.3']],
    ['05-3', ['05.3']],
    ['5/3', ['05.3']],
    ['04b.1', ['04b.1']],
    ['12', ['12.1', '12.2']],
    ['4', ['04.9', '04.10']],
    ['race', ['04.10', '04.9', '04b.1', '01.5']],
    ['The  RACE', ['04.10', '04.9', '01.5']],
    ['race terminal', ['04.9']],
    ['pokemon', ['05.3']],
    ['99', []],
    ['5.9', []],
    ['(', []],
  ] as const) {
    test(`by “${query}”`, () => {
      const found = findSlides(slides, query).map(({ number }) => number);
      assert.deepEqual(found, numbers);
    });
  }

  test('all of them by nothing', () => {
    assert.equal(findSlides(slides, '  ').length, slides.length);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Deck, DeckSlide } from './deck.ts';
import { splitRecordings } from './later.ts';
import { renderDemo } from './recorded.ts';

function slide(isTalk: boolean): DeckSlide {
  return {
    file: 'slides/04-demos.md',
    title: 'Demo',
    id: `04-${isTalk ? 1 : 2}`,
    section: { number: '04', title: 'Demos' },
    html: `<h2>Demo</h2>${renderDemo('race', '{"runs":["$&"]}')}`,
    notes: '',
    words: [],
    isWordsOnly: false,
    demos: ['race'],
    casts: [],
    attributes: {},
    isTalk,
    isBelow: false,
    seconds: 0,
    opening: '',
  };
}

test('Only recordings of the talk are in the page', () => {
  const slides = [slide(true), slide(false)];
  const deck: Deck = { title: 'T', slides, minutes: 1, problems: [] };
  const split = splitRecordings(deck);
  const [talk, other] = split.deck.slides;
  assert.equal(talk?.html, slides[0]?.html);
  const [[name, json] = []] = [...split.files];
  assert.equal(json, '{"runs":["$&"]}');
  assert.ok(other?.html.includes(`data-later="${name ?? '?'}"></script>`));
  assert.equal(split.files.size, 1);
});

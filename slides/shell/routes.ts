import type { RevealApi } from 'reveal.js';

/** By the codes that reveal.js and the speaker view know them. */
const keys = {
  space: 32,
  pageUp: 33,
  pageDown: 34,
  left: 37,
  right: 39,
  n: 78,
  p: 80,
  w: 87,
};

/**
 * The talk is the deck's top row, without the sections that only the workshop
 * has: Space, Page Down and a clicker stay on it. A step down (↓) goes into
 * the workshop's part of a slide, and from then on they walk it to its end.
 * `W` switches to the workshop's route, which leaves nothing out.
 */
export function mountRoutes(deck: RevealApi): void {
  let everything = new URLSearchParams(location.search).has('workshop');
  const original = { next: deck.next.bind(deck), prev: deck.prev.bind(deck) };

  function next(): void {
    const { v } = deck.getIndices();
    if (everything) original.next();
    else if (v > 0 && deck.availableRoutes().down) deck.down();
    else if (deck.availableFragments().next) deck.nextFragment();
    else step(1);
  }

  function previous(): void {
    const { v } = deck.getIndices();
    if (everything) original.prev();
    else if (v > 0) deck.up();
    else if (deck.availableFragments().prev) deck.prevFragment();
    else step(-1);
  }

  /** To the nearest slide of the talk; within the workshop, to the nearest. */
  function step(by: 1 | -1): void {
    const { h } = deck.getIndices();
    const tops = deck.getHorizontalSlides().map(topOf);
    const inTalk = isTalk(tops[h]);
    let to = h + by;
    while (inTalk && tops[to] && !isTalk(tops[to])) to += by;
    if (tops[to]) deck.slide(to, 0);
  }

  // The speaker view asks for what comes next by this name.
  Object.assign(deck, { next, prev: previous });
  for (const [keyCode, go] of [
    [keys.space, next],
    [keys.pageDown, next],
    [keys.n, next],
    [keys.pageUp, previous],
    [keys.p, previous],
  ] as const) {
    deck.addKeyBinding(keyCode, go);
  }
  bindArrow(deck, keys.right, () => {
    if (everything) deck.right();
    else next();
  });
  bindArrow(deck, keys.left, () => {
    if (everything) deck.left();
    else previous();
  });
  deck.addKeyBinding(
    { keyCode: keys.w, key: 'W', description: 'Talk or whole workshop' },
    () => {
      everything = !everything;
      document.documentElement.toggleAttribute('data-workshop', everything);
    },
  );
}

/** With Shift to the deck's end; in the overview, as everywhere. */
function bindArrow(deck: RevealApi, keyCode: number, go: () => void): void {
  const isRight = keyCode === keys.right;
  const last = () => deck.getHorizontalSlides().length - 1;
  // reveal.js hands the event on, whatever its types say.
  const onKey: (event?: Partial<KeyboardEvent>) => void = (event) => {
    if (event?.shiftKey) deck.slide(isRight ? last() : 0);
    else if (!deck.isOverview()) go();
    else if (isRight) deck.right();
    else deck.left();
  };
  deck.addKeyBinding(keyCode, onKey);
}

function topOf(column: Element): Element {
  return column.querySelector('section') ?? column;
}

function isTalk(slide: Element | undefined): boolean {
  return slide?.hasAttribute('data-talk') ?? false;
}

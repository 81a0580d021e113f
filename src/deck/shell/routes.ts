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

/** What reveal.js hands on of a key, whatever its types say. */
type Press = Partial<KeyboardEvent>;

/**
 * The talk is the deck's top row, without the sections that only the workshop
 * has: Space, Page Down, → and a clicker stay on it. A step down (↓) goes into
 * the workshop's part of a slide, and from then on they walk it to its end.
 * `W` switches to the workshop's route, which leaves nothing out.
 */
export function mountRoutes(deck: RevealApi): void {
  let everything = false;
  const original = { next: deck.next.bind(deck), prev: deck.prev.bind(deck) };

  function next({ altKey }: Press = {}): void {
    const isBelow = deck.getIndices().v > 0;
    if (everything) original.next();
    else if (isBelow && deck.availableRoutes().down) deck.down();
    else if (!altKey && deck.availableFragments().next) deck.nextFragment();
    else step(1);
  }

  function previous({ altKey }: Press = {}): void {
    if (everything) original.prev();
    else if (deck.getIndices().v > 0) deck.up();
    else if (!altKey && deck.availableFragments().prev) deck.prevFragment();
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

  function space(press: Press = {}): void {
    if (deck.isOverview()) deck.toggleOverview(false);
    else if (press.shiftKey) previous(press);
    else next(press);
  }

  function right(press: Press = {}): void {
    if (press.shiftKey) deck.slide(deck.getHorizontalSlides().length - 1);
    else if (everything || deck.isOverview()) deck.right();
    else next(press);
  }

  function left(press: Press = {}): void {
    if (press.shiftKey) deck.slide(0);
    else if (everything || deck.isOverview()) deck.left();
    else previous(press);
  }

  // The speaker view asks for what comes next by this name.
  Object.assign(deck, {
    next: () => {
      next();
    },
    prev: () => {
      previous();
    },
  });
  deck.addKeyBinding(keys.space, space);
  deck.addKeyBinding(keys.right, right);
  deck.addKeyBinding(keys.left, left);
  for (const key of [keys.pageDown, keys.n]) deck.addKeyBinding(key, next);
  for (const key of [keys.pageUp, keys.p]) deck.addKeyBinding(key, previous);
  deck.addKeyBinding(
    { keyCode: keys.w, key: 'W', description: 'Talk or whole workshop' },
    () => {
      everything = !everything;
      document.documentElement.toggleAttribute('data-workshop', everything);
    },
  );
}

function topOf(column: Element): Element {
  return column.querySelector('section') ?? column;
}

function isTalk(slide: Element | undefined): boolean {
  return slide?.hasAttribute('data-talk') ?? false;
}

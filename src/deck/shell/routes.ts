import type { RevealApi } from 'reveal.js';
import { nextColumn } from './talk-route.ts';

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

/** What reveal.js passes on of a key press, although its types differ. */
type Press = Partial<KeyboardEvent>;

/**
 * The talk is the deck's top row without the sections that only the workshop
 * has: Space, Page Down, → and a clicker stay on it. ↓ goes to the workshop's
 * slides below; from there, the same keys go through them to their end. `W`
 * switches to the workshop's route, which shows every slide.
 */
export function mountRoutes(deck: RevealApi): void {
  const route = createRoute(deck);
  // The speaker view asks for what comes next by these names.
  Object.assign(deck, {
    next: () => {
      route.next();
    },
    prev: () => {
      route.previous();
    },
  });
  deck.addKeyBinding(keys.space, route.space);
  deck.addKeyBinding(keys.right, route.right);
  deck.addKeyBinding(keys.left, route.left);
  deck.addKeyBinding(keys.pageDown, route.next);
  deck.addKeyBinding(keys.n, route.next);
  deck.addKeyBinding(keys.pageUp, route.previous);
  deck.addKeyBinding(keys.p, route.previous);
  deck.addKeyBinding(
    { keyCode: keys.w, key: 'W', description: 'Talk or whole workshop' },
    route.toggle,
  );
}

/** What each key does, on the talk's route or on the workshop's. */
function createRoute(deck: RevealApi) {
  let isWorkshop = false;
  const original = { next: deck.next.bind(deck), prev: deck.prev.bind(deck) };

  function next({ altKey }: Press = {}): void {
    const isBelow = deck.getIndices().v > 0;
    if (isWorkshop) original.next();
    else if (isBelow && deck.availableRoutes().down) deck.down();
    else if (!altKey && deck.availableFragments().next) deck.nextFragment();
    else step(deck, 1);
  }

  function previous({ altKey }: Press = {}): void {
    if (isWorkshop) original.prev();
    else if (deck.getIndices().v > 0) deck.up();
    else if (!altKey && deck.availableFragments().prev) deck.prevFragment();
    else step(deck, -1);
  }

  return {
    next,
    previous,
    space: (press: Press = {}): void => {
      if (deck.isOverview()) deck.toggleOverview(false);
      else if (press.shiftKey) previous(press);
      else next(press);
    },
    right: (press: Press = {}): void => {
      if (press.shiftKey) deck.slide(deck.getHorizontalSlides().length - 1);
      else if (isWorkshop || deck.isOverview()) deck.right();
      else next(press);
    },
    left: (press: Press = {}): void => {
      if (press.shiftKey) deck.slide(0);
      else if (isWorkshop || deck.isOverview()) deck.left();
      else previous(press);
    },
    toggle: (): void => {
      isWorkshop = !isWorkshop;
      document.documentElement.toggleAttribute('data-workshop', isWorkshop);
    },
  };
}

function step(deck: RevealApi, by: 1 | -1): void {
  const isTalk = deck
    .getHorizontalSlides()
    .map((column) => topOf(column).hasAttribute('data-talk'));
  const to = nextColumn(isTalk, deck.getIndices().h, by);
  if (to !== undefined) deck.slide(to, 0);
}

function topOf(column: Element): Element {
  return column.querySelector('section') ?? column;
}

import type { RevealApi } from 'reveal.js';
import { nextPoint, previousPoint } from './talk-route.ts';

/** By the codes that reveal.js and the speaker view know them. */
const keyCodes = {
  /** Page Down and N go on, Page Up and P back. */
  keys: {
    space: [32],
    next: [34, 78],
    previous: [33, 80],
    left: [37],
    right: [39],
  },
  w: 87,
} as const;

/** What reveal.js passes on of a key press, although its types differ. */
type Press = Partial<KeyboardEvent>;

/** What a deck shows, as reveal.js tells it to the speaker view, and the route. */
type State = ReturnType<RevealApi['getState']> & { isWorkshop?: boolean };

/**
 * The talk is the slides that its route names: Space, Page Down, → and a clicker
 * stay on it. ↓ goes to the workshop's slides below; from there, the same keys go
 * through them to their end. `W` switches to the workshop's route, which shows
 * every slide.
 *
 * It is a plugin, because those are given the object whose methods reveal.js
 * calls for the speaker view, which asks for the next slide, and for a swipe.
 */
export const routesPlugin = {
  id: 'routes',
  init(deck: RevealApi): void {
    const route = createRoute(deck);
    shareRoute(deck, route);
    route.show(route.isWorkshop());
    const { keys, w } = keyCodes;
    for (const [name, codes] of Object.entries(keys)) {
      for (const code of codes) {
        deck.addKeyBinding(code, bindingOf(deck, name, route));
      }
    }
    deck.addKeyBinding(
      { keyCode: w, key: 'W', description: 'Talk or whole workshop' },
      () => {
        route.show(!route.isWorkshop());
        // The speaker view learns of it when it is told the deck's state.
        deck.dispatchEvent({ type: 'closeoverlay' });
      },
    );
  },
};

/**
 * A clicker's first press in the overview leaves it, and only the next goes on.
 * On a slide whose demo has not run yet, going on runs it: a clicker has no other
 * key for it.
 */
function bindingOf(
  deck: RevealApi,
  name: string,
  route: ReturnType<typeof createRoute>,
): (press?: Press) => void {
  const act = route[name as keyof typeof keyCodes.keys];
  const isClicker = name === 'next' || name === 'previous';
  const goesOn = ['next', 'space', 'right'].includes(name);
  return (press = {}) => {
    if (deck.isOverview()) {
      if (isClicker) deck.toggleOverview(false);
      else act(press);
    } else if (
      goesOn &&
      !press.shiftKey &&
      !press.altKey &&
      hasDemoToRun(deck)
    ) {
      deck.triggerKey(runKey);
    } else act(press);
  };
}

/** What runs a demo. */
const runKey = 82;

/** Whether all steps of the slide are taken, and its demo waits. */
function hasDemoToRun(deck: RevealApi): boolean {
  if (deck.availableFragments().next) return false;
  const demo = deck.getCurrentSlide().querySelector('.demo');
  return demo?.getAttribute('data-phase') === 'idle';
}

/** Puts the route into what the speaker view is told, and asks for. */
function shareRoute(
  deck: RevealApi,
  route: ReturnType<typeof createRoute>,
): void {
  const getState = deck.getState.bind(deck);
  const setState = deck.setState.bind(deck);
  Object.assign(deck, {
    next: () => {
      route.next();
    },
    prev: () => {
      route.previous();
    },
    left: () => {
      route.left();
    },
    right: () => {
      route.right();
    },
    getState: (): State => ({
      ...getState(),
      isWorkshop: route.isWorkshop(),
    }),
    setState: (state: State) => {
      if (state.isWorkshop !== undefined) route.show(state.isWorkshop);
      setState(state);
    },
  });
}

/** What each key does, on the talk's route or on the workshop's. */
function createRoute(deck: RevealApi) {
  let isWorkshop = remembered();
  const original = {
    next: deck.next.bind(deck),
    prev: deck.prev.bind(deck),
    left: deck.left.bind(deck),
    right: deck.right.bind(deck),
  };

  function next({ altKey }: Press = {}): void {
    if (isWorkshop) original.next();
    else if (!altKey && deck.availableFragments().next) deck.nextFragment();
    else step(deck, nextPoint);
  }

  function previous({ altKey }: Press = {}): void {
    if (isWorkshop) original.prev();
    else if (!altKey && deck.availableFragments().prev) deck.prevFragment();
    else step(deck, previousPoint);
  }

  return {
    isWorkshop: () => isWorkshop,
    show(workshop: boolean): void {
      isWorkshop = workshop;
      document.documentElement.toggleAttribute('data-workshop', isWorkshop);
      remember(isWorkshop);
    },
    next,
    previous,
    space: (press: Press = {}): void => {
      if (deck.isOverview()) deck.toggleOverview(false);
      else if (press.shiftKey) previous(press);
      else next(press);
    },
    right: (press: Press = {}): void => {
      if (press.shiftKey) deck.slide(deck.getHorizontalSlides().length - 1);
      else if (isWorkshop || deck.isOverview()) original.right();
      else next(press);
    },
    left: (press: Press = {}): void => {
      if (press.shiftKey) deck.slide(0);
      else if (isWorkshop || deck.isOverview()) original.left();
      else previous(press);
    },
  };
}

/** Goes to where the talk begins, which need not be the deck's first slide. */
export function goToFirst(deck: RevealApi): void {
  const first = deck.getSlides().find((slide) => slide.matches('[data-talk]'));
  const { h, v } = deck.getIndices(first);
  if (first && first !== deck.getCurrentSlide()) deck.slide(h, v);
}

function step(deck: RevealApi, way: typeof nextPoint): void {
  const current = deck.getCurrentSlide();
  const slides = deck.getSlides().map((slide) => {
    const { h, v } = deck.getIndices(slide);
    const isTalk = slide.hasAttribute('data-talk');
    return { h, v: v || 0, isTalk, slide };
  });
  const here = slides.find(({ slide }) => slide === current);
  const to = here && way(slides, here);
  if (to) deck.slide(to.h, to.v);
}

const storageKey = 'deck-route';

/** This window's route, also after it was loaded again. */
function remembered(): boolean {
  try {
    return sessionStorage.getItem(storageKey) === 'workshop';
  } catch {
    // A browser may not let a page from a file store anything.
    return false;
  }
}

function remember(isWorkshop: boolean): void {
  try {
    sessionStorage.setItem(storageKey, isWorkshop ? 'workshop' : 'talk');
  } catch {
    // Then it lasts until the page is loaded again.
  }
}

import type { RevealApi } from 'reveal.js';

type Scheme = 'light' | 'dark';

const storageKey = 'deck-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Whether the page is laid out for paper. */
export function isPrint(): boolean {
  return /[?&]print-pdf\b|[?&]view=print\b/.test(location.search);
}

/**
 * Light or dark, as the system is set, until `T` is pressed. Every window of
 * the deck follows, the speaker view included. Paper is light.
 */
export function mountTheme(deck: RevealApi): void {
  show(isPrint() ? 'light' : (remembered() ?? systemScheme()));
  if (isPrint()) return;
  dark.addEventListener('change', () => {
    show(remembered() ?? systemScheme());
  });
  addEventListener('storage', ({ key }) => {
    if (key === storageKey) show(remembered() ?? systemScheme());
  });
  deck.addKeyBinding(
    { keyCode: 84, key: 'T', description: 'Light or dark' },
    () => {
      const next = shown() === 'dark' ? 'light' : 'dark';
      remember(next);
      show(next);
    },
  );
}

function systemScheme(): Scheme {
  return dark.matches ? 'dark' : 'light';
}

function shown(): Scheme {
  return document.documentElement.dataset['theme'] === 'dark'
    ? 'dark'
    : 'light';
}

function show(scheme: Scheme): void {
  document.documentElement.dataset['theme'] = scheme;
}

/** A browser may not let a page from a file store anything. */
function remembered(): Scheme | undefined {
  try {
    const value = localStorage.getItem(storageKey);
    return value === 'dark' || value === 'light' ? value : undefined;
  } catch {
    return undefined;
  }
}

function remember(scheme: Scheme): void {
  try {
    localStorage.setItem(storageKey, scheme);
  } catch {
    // Then it lasts until the page is loaded again.
  }
}

import type { RevealApi } from 'reveal.js';
import { goForAudience, isPreview } from '../speaker.ts';
import { slideNumber } from '../slide-label.ts';
import './find.css';
import { findSlides, type FoundSlide } from './rank.ts';

interface Hit extends FoundSlide {
  readonly slide: HTMLElement;
}

const mostHits = 200;

/**
 * `G` asks for a slide's number or for words, and lists the slides that have
 * them. In the speaker's window only the speaker sees it.
 */
export function mountFind(deck: RevealApi): void {
  let dialog: ReturnType<typeof createDialog> | undefined;
  deck.addKeyBinding(
    { keyCode: 71, key: 'G', description: 'Go to a slide, or search' },
    () => {
      dialog ??= createDialog((slide) => {
        const { h, v } = deck.getIndices(slide);
        if (isPreview) goForAudience(h, v);
        else deck.slide(h, v);
      });
      dialog.open(deck.getSlides().map(hitOf));
    },
  );
}

function hitOf(slide: HTMLElement): Hit {
  const heading = slide.querySelector('h1, h2, h3');
  return {
    slide,
    number: slideNumber(slide),
    title: (heading?.textContent ?? '').trim(),
    text: textOf(slide),
    isTalk: slide.hasAttribute('data-talk'),
  };
}

/** What can be read on a slide: not its data, nor the speaker's prompts. */
function textOf(slide: Element): string {
  const copy = slide.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll('script, style, aside')) {
    part.remove();
  }
  return copy.textContent;
}

/** The window that asks for a slide. */
function createDialog(go: (slide: HTMLElement) => void) {
  const dialog = document.createElement('dialog');
  dialog.className = 'find';
  dialog.setAttribute('aria-label', 'Go to a slide');
  const input = document.createElement('input');
  input.type = 'text';
  input.placeholder = '05.3, or words';
  input.setAttribute('aria-label', 'A slide’s number, or words on it');
  const count = document.createElement('p');
  count.setAttribute('role', 'status');
  const list = document.createElement('ol');
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Slides');
  dialog.append(input, count, list);
  document.body.append(dialog);

  let all: readonly Hit[] = [];
  let hits: readonly Hit[] = [];
  let chosen = 0;

  function choose(index: number): void {
    chosen = Math.max(0, Math.min(index, list.children.length - 1));
    for (const [at, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(at === chosen));
      if (at === chosen) item.scrollIntoView({ block: 'nearest' });
    }
  }

  function search(): void {
    hits = findSlides(all, input.value).slice(0, mostHits);
    list.replaceChildren(...hits.map((hit) => renderHit(hit, input.value)));
    count.textContent =
      hits.length === 0
        ? 'No slide has this. Enter closes.'
        : `${hits.length} ${hits.length === 1 ? 'slide' : 'slides'}: ↑ ↓ and Enter, or a click.`;
    choose(0);
  }

  function finish(hit: Hit | undefined): void {
    // A field that is hidden keeps the keyboard for a moment.
    input.blur();
    dialog.close();
    if (hit) go(hit.slide);
  }

  input.addEventListener('input', search);
  list.addEventListener('click', ({ target }) => {
    const item = (target as Element).closest('li');
    if (item) finish(hits[[...list.children].indexOf(item)]);
  });
  dialog.addEventListener('keydown', (event) => {
    // None of these is for the deck.
    event.stopPropagation();
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = moves[event.key as keyof typeof moves] as number | undefined;
    if (by !== undefined) choose(chosen + by);
    else if (event.key === 'Enter') finish(hits[chosen]);
    else if (event.key === 'Escape') finish(undefined);
    else return;
    event.preventDefault();
  });

  return {
    open(slides: readonly Hit[]): void {
      all = slides;
      input.value = '';
      search();
      if (!dialog.open) dialog.showModal();
      window.focus();
      input.focus();
    },
  };
}

function renderHit(hit: Hit, query: string): HTMLElement {
  const item = document.createElement('li');
  item.setAttribute('role', 'option');
  const number = document.createElement('b');
  number.textContent = hit.number;
  const title = document.createElement('span');
  title.append(...marked(hit.title, query.trim()));
  item.append(number, title);
  if (!hit.isTalk) {
    const aside = document.createElement('small');
    aside.textContent = 'not in the talk';
    item.append(aside);
  }
  return item;
}

/** The title, with the query marked where it is in it. */
function marked(title: string, query: string): (string | Node)[] {
  const at = title.toLowerCase().indexOf(query.toLowerCase());
  if (query === '' || at < 0) return [title];
  const mark = document.createElement('mark');
  mark.textContent = title.slice(at, at + query.length);
  return [title.slice(0, at), mark, title.slice(at + query.length)];
}

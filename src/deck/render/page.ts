import { element, escapeText } from '../../trace/render/svg.ts';
import type { Deck, DeckSlide } from './deck.ts';
import { textSizePx } from './text-size.ts';

/** Puts the deck into its page, which is the shell's. */
export function fillShell(shell: string, { title, slides }: Deck): string {
  // By functions, since a `$` in the deck has no special meaning.
  return shell
    .replace('<!-- title -->', () => escapeText(title))
    .replace('<!-- slides -->', () => joinSlides(slides));
}

/** All slides as HTML: columns to the right, and what is below in them. */
export function joinSlides(slides: readonly DeckSlide[]): string {
  return columnsOf(slides)
    .map((column) => {
      const html = column.map(renderElement).join('\n');
      return column.length > 1
        ? `<section class="column">${html}</section>`
        : html;
    })
    .join('\n');
}

function columnsOf(slides: readonly DeckSlide[]): DeckSlide[][] {
  const columns: DeckSlide[][] = [];
  for (const slide of slides) {
    const column = columns.at(-1);
    if (slide.isBelow && column) column.push(slide);
    else columns.push([slide]);
  }
  return columns;
}

function renderElement(slide: DeckSlide): string {
  const { html, notes, section, attributes, isWordsOnly, words } = slide;
  const own = [attributes['class'], openingClass(slide)].filter(Boolean);
  const sizePx =
    isWordsOnly && own.length === 0 ? textSizePx(words) : undefined;
  const classes = [...own, sizePx && 'words'].filter(Boolean);
  return element(
    'section',
    {
      ...attributes,
      class: classes.join(' ') || undefined,
      id: slide.id,
      'data-section': section.number,
      'data-section-title': section.title,
      'data-timing': String(slide.seconds),
      'data-talk': slide.isTalk ? '' : undefined,
      style: sizePx && `--text:${sizePx}px`,
    },
    slide.opening,
    html,
    `<aside class="notes">${notes}</aside>`,
  );
}

function openingClass({ opening, section }: DeckSlide): string | undefined {
  if (opening === '') return undefined;
  return section.number === '00' ? 'title' : 'opener';
}

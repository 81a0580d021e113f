import type { RevealApi } from 'reveal.js';

/** The speaker view has none of the deck's styles: a mark brings its own. */
const styles = {
  done: 'opacity: 0.35',
  next: 'background: #ffe08a; color: #222; padding: 0 0.3em; border-radius: 4px; font-weight: bold',
  later: 'border: 1px solid; padding: 0 0.3em; border-radius: 4px',
} as const;

/**
 * Shows in the speaker's prompts which click comes next: each `[click]` there is
 * a step of the slide, and is lit until that step is taken.
 *
 * It is a plugin before that of the speaker view, which sends the prompts on as
 * they are at each step.
 */
export const clickMarksPlugin = {
  id: 'click-marks',
  init(deck: RevealApi): void {
    for (const aside of document.querySelectorAll('aside.notes')) {
      aside.innerHTML = aside.innerHTML.replaceAll(
        '[click]',
        '<span data-click>▸ click</span>',
      );
    }
    const update = () => {
      light(deck.getCurrentSlide());
    };
    for (const type of [
      'ready',
      'slidechanged',
      'fragmentshown',
      'fragmenthidden',
    ]) {
      deck.on(type, update);
    }
  },
};

function light(slide: Element): void {
  const marks = slide.querySelectorAll<HTMLElement>('aside [data-click]');
  if (marks.length === 0) return;
  const shown = [...slide.querySelectorAll('.fragment.visible')].map((each) =>
    each.getAttribute('data-fragment-index'),
  );
  const taken = new Set(shown).size;
  for (const [index, mark] of marks.entries()) {
    const state = index < taken ? 'done' : index === taken ? 'next' : 'later';
    mark.dataset['click'] = state;
    mark.setAttribute('style', styles[state]);
  }
}

import type { RevealApi } from 'reveal.js';
import './paper.css';
import { slideNumber } from './slide-label.ts';
import { isPrint } from './theme.ts';

/**
 * Leaves only the talk on paper, if that is asked for: `?print-pdf&talk`. It has
 * to be called before reveal.js looks at the slides.
 */
export function leaveTalkOnPaper(): void {
  if (!isPrint() || !/[?&]talk\b/.test(location.search)) return;
  for (const slide of document.querySelectorAll('.slides section[id]')) {
    if (!slide.matches('[data-talk]')) slide.remove();
  }
  for (const column of document.querySelectorAll('.slides .column')) {
    if (!column.querySelector('section')) column.remove();
  }
}

/** Puts its number on each page, and number and title above the prompts. */
export function numberPages(deck: RevealApi): void {
  deck.on('pdf-ready', () => {
    for (const page of document.querySelectorAll('.pdf-page')) {
      const slide = page.querySelector('section[id]');
      if (!slide) continue;
      const number = slideNumber(slide);
      page.append(paragraph('page-number', number));
      const prompts = page.nextElementSibling;
      if (!prompts?.matches('.speaker-notes-pdf')) continue;
      const title = slide.querySelector('h1, h2, h3')?.textContent ?? '';
      prompts.prepend(paragraph('prompts-of', `${number}  ${title.trim()}`));
    }
  });
}

function paragraph(name: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = name;
  element.textContent = text;
  return element;
}

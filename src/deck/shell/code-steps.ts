import type { RevealApi } from 'reveal.js';
import { parseLitLines } from './lit-lines.ts';

/**
 * Highlights the lines of code that the current step is about and dims the
 * rest: each step is a fragment that lists its lines.
 */
export function mountCodeSteps(deck: RevealApi): void {
  const update = () => {
    for (const figure of document.querySelectorAll('figure.stepped')) {
      light(figure);
    }
  };
  for (const type of [
    'ready',
    'slidechanged',
    'fragmentshown',
    'fragmenthidden',
  ]) {
    deck.on(type, update);
  }
}

function light(figure: Element): void {
  const step = [...figure.querySelectorAll('.code-step.visible')].at(-1);
  const isPaper = document.documentElement.matches('.print-pdf, .reveal-print');
  const lines = parseLitLines(step?.getAttribute('data-lines') ?? '');
  figure.classList.toggle('at-step', step !== undefined && !isPaper);
  for (const [index, line] of figure
    .querySelectorAll('.line, .row')
    .entries()) {
    line.classList.toggle('lit', lines.has(index));
  }
}

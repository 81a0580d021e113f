import { box, element, path } from '../../trace/render/svg.ts';
import type { Section } from '../source/section.ts';

/**
 * Renders what the first slide of a section has before its heading: the
 * section's number and its place among all of them. The very first slide has a
 * picture of the whole talk instead.
 */
export function renderOpening(
  { number, minutes }: Section,
  sections: readonly Section[],
): string {
  if (number === '00') return renderRequests();
  const beats = sections.map((section) => {
    const isHere = section.number === number;
    const kind = isHere ? 'here' : section.minutes > 0 ? 'talk' : 'workshop';
    return element('i', { class: kind }).replace('/>', '></i>');
  });
  const label = minutes > 0 ? '' : '<span class="tag">workshop</span>';
  return (
    `<p class="number" aria-hidden="true">${number}</p>${label}` +
    `<p class="beats" aria-hidden="true">${beats.join('')}</p>`
  );
}

const rowPx = 27;
const rows = 40;

/** Draws requests that happen one after another, then all at once. */
function renderRequests(): string {
  const bars = Array.from({ length: rows }, (_, row) => {
    const inTurn = row < rows / 2;
    const x = inTurn ? row * 34 : 690 + ((row * 37) % 23);
    const width = inTurn ? 34 : 56 + ((row * 53) % 67);
    return { x, y: row * rowPx, width, inTurn };
  });
  const shape = (inTurn: boolean) =>
    bars
      .filter((bar) => bar.inTurn === inTurn)
      .map(({ x, y, width }) => box(x, y, width, rowPx - 9))
      .join('');
  return element(
    'svg',
    { class: 'motif', viewBox: '0 0 900 1080', 'aria-hidden': 'true' },
    path(shape(true), 'in-turn'),
    path(shape(false), 'at-once'),
  );
}

import { element } from '../../trace/render/svg.ts';
import type { Section } from '../source/section.ts';
import { renderCreature } from './creatures.ts';

/**
 * Renders what the first slide of a section has before its heading: the
 * section's number, and a creature of its own. The very first slide has 150 of
 * them, in the colours of the ladder's five programs.
 */
export function renderOpening({ number, minutes }: Section): string {
  if (number === '00') return renderCrowd();
  const label = minutes > 0 ? '' : '<span class="tag">workshop</span>';
  const creature = element(
    'svg',
    { class: 'guest', viewBox: '0 0 100 100', 'aria-hidden': 'true' },
    renderCreature(7 * Number(number), 0, 0, 100),
  );
  return `<p class="number" aria-hidden="true">${number}</p>${label}${creature}`;
}

const columns = 10;
const rows = 15;
const columnPx = 90;
const rowPx = 72;
const creaturePx = 58;
/** The programs in the order of the talk: each has three rows. */
const rungs = ['blocking', 'sequential', 'pooled', 'unbounded', 'bounded'];

/** As many creatures as the talk makes requests. */
function renderCrowd(): string {
  const creatures = Array.from({ length: columns * rows }, (_, index) => {
    const row = Math.floor(index / columns);
    const x = (index % columns) * columnPx + (columnPx - creaturePx) / 2;
    const y = row * rowPx + (rowPx - creaturePx) / 2;
    const rung = rungs[Math.floor((row * rungs.length) / rows)] ?? '';
    return renderCreature(index + 1, x, y, creaturePx, { class: rung });
  });
  return element(
    'svg',
    { class: 'motif', viewBox: '0 0 900 1080', 'aria-hidden': 'true' },
    ...creatures,
  );
}

import { element } from '../../trace/render/svg.ts';
import { renderCreature } from './creatures.ts';
import type { Recorded } from './recorded.ts';

const columns = 15;
const cellPx = 62;
const creaturePx = 52;

/**
 * Renders a creature for each request of a run, and a clock. The slide's next
 * step starts it: each creature has its colour when its answer has come, in the
 * time that the run took. On paper, and without motion, this is how it ends.
 * @throws Error, its message one sentence, where there is no such run
 */
export function renderCrowd({ runs }: Recorded, wanted: string): string {
  const run = runs.find(({ name }) => name === wanted);
  if (!run) {
    const known = runs.map(({ name }) => name).join(', ');
    throw new Error(`has no run "${wanted}"; it has ${known}.`);
  }
  const { name, seconds, trace } = run;
  const ends = trace.requests.map(({ endMs }) => endMs ?? seconds * 1000);
  const rows = Math.ceil(ends.length / columns);
  const creatures = ends.map((endMs, index) =>
    renderCreature(
      index + 1,
      (index % columns) * cellPx + (cellPx - creaturePx) / 2,
      Math.floor(index / columns) * cellPx + (cellPx - creaturePx) / 2,
      creaturePx,
      { 'data-end': String(Math.round(endMs)) },
    ),
  );
  const viewBox = `0 0 ${columns * cellPx} ${rows * cellPx}`;
  const said = `${name}: ${ends.length} requests, answered in ${seconds.toFixed(2)} s`;
  return element(
    'figure',
    {
      class: `crowd ${name}`,
      role: 'img',
      'aria-label': said,
      'data-seconds': String(seconds),
    },
    element('svg', { viewBox, 'aria-hidden': 'true' }, ...creatures),
    element(
      'div',
      { class: 'clock', 'aria-hidden': 'true' },
      element('b', {}, seconds.toFixed(2)),
      element('span', {}, `${ends.length} of ${ends.length}`),
    ),
    '<span class="fragment go"></span>',
  );
}

import type { Plot } from './figure.ts';
import { roundStep } from './scale.ts';
import { label } from './svg.ts';
import { count } from './words.ts';

interface Rows {
  readonly total: number;
  /** How many share a row. */
  readonly step: number;
  readonly rowPx: number;
  readonly plot: Plot;
}

const leastApartPx = 40;

/** The first number and some round ones, as a guide down the rows. */
export function renderNumbers({ total, step, rowPx, plot }: Rows): string {
  const every = roundStep((leastApartPx / rowPx) * step);
  if (total === 0) return '';
  const numbers = [1];
  for (let number = every; number <= total; number += every) {
    if (number > 1) numbers.push(number);
  }
  return numbers
    .map((number) => {
      const row = Math.floor((number - 1) / step);
      return label(count(number), plot.leftPx - 8, (row + 0.5) * rowPx + 4, {
        class: 'muted',
        'text-anchor': 'end',
      });
    })
    .join('');
}

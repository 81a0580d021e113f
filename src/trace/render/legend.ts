import { patterned } from './patterns.ts';
import { phaseWords, serverPhaseWords } from './words.ts';
import { phases, type Phase } from '../analyse/phases.ts';
import { serverPhases, type ServerPhase } from '../analyse/server-spans.ts';
import { box, label, path } from './svg.ts';

/** What a figure's legend can explain. */
export type LegendKey = Phase | ServerPhase | 'bad' | 'aborted';

const order: readonly LegendKey[] = [
  ...phases,
  ...serverPhases,
  'bad',
  'aborted',
];

const words: Readonly<Record<LegendKey, string>> = {
  ...phaseWords,
  ...serverPhaseWords,
  bad: 'failed, or an error status',
  aborted: 'aborted',
};

const linePx = 18;
const swatchPx = 18;

/** Explains each key once, in as many lines as needed. */
export function renderLegend(
  keys: readonly LegendKey[],
  widthPx: number,
): {
  svg: string;
  heightPx: number;
} {
  const shown = order.filter((key) => keys.includes(key));
  let x = 0;
  let y = 0;
  const items = shown.map((key) => {
    const itemPx = swatchPx + 6 + textPx(words[key]) + 16;
    if (x > 0 && x + itemPx - 16 > widthPx) {
      x = 0;
      y += linePx;
    }
    const item = swatch(key, x, y) + label(words[key], x + 24, y + 9);
    x += itemPx;
    return item;
  });
  const heightPx = shown.length === 0 ? 0 : y + linePx + 8;
  return { svg: items.join(''), heightPx };
}

/** About how wide a text of 11 px is in the system's own font. */
export function textPx(text: string): number {
  return text.length * 5.9;
}

function swatch(key: LegendKey, x: number, y: number): string {
  switch (key) {
    case 'opening':
    case 'securing':
    case 'serverQueue':
      return patterned(key, box(x, y, swatchPx, 10));
    case 'bad':
    case 'aborted':
      return outcomeMark(key, x + 5, y + 1, 8);
    default:
      return path(box(x, y, swatchPx, 10), key);
  }
}

/** Behind the bar of a request that was not simply answered. */
export function outcomeMark(
  outcome: 'bad' | 'aborted',
  x: number,
  y: number,
  heightPx: number,
): string {
  return path(box(x, y, 8, heightPx), outcome === 'bad' ? 'alarm' : outcome);
}

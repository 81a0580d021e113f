import { patterned } from './patterns.ts';
import { phaseWords } from './words.ts';
import { phases, type Phase } from '../analyse/phases.ts';
import { box, label, path } from './svg.ts';

/** What a figure's legend can explain. */
export type LegendKey =
  | Phase
  | 'queued row'
  | 'failed'
  | 'error status'
  | 'bad row'
  | 'aborted'
  | 'running';

const order: readonly LegendKey[] = [
  'queued row',
  ...phases,
  'failed',
  'error status',
  'bad row',
  'aborted',
  'running',
];

const words: Readonly<Record<LegendKey, string>> = {
  ...phaseWords,
  'queued row': phaseWords.queued,
  failed: 'failed',
  'error status': 'answered with an error status',
  'bad row': 'failed, or an error status',
  aborted: 'aborted',
  running: 'still running',
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
    case 'queued':
      return path(box(x, y + 4, swatchPx, 2), 'queued');
    case 'queued row':
      return path(box(x, y, swatchPx, 10), 'queued-band');
    case 'opening':
    case 'securing':
      return patterned(key, box(x, y, swatchPx, 10));
    case 'lookup':
    case 'sending':
    case 'waiting':
    case 'receiving':
      return path(box(x, y, swatchPx, 10), key);
    case 'bad row':
      return path(box(x + 5, y + 3, 8, 4), 'alarm');
    default:
      return outcomeMark(key, x + swatchPx / 2, y + 5);
  }
}

/** The mark of a request that was not simply answered, centred on a point. */
export function outcomeMark(
  outcome: 'failed' | 'error status' | 'aborted' | 'running',
  x: number,
  y: number,
): string {
  switch (outcome) {
    case 'failed':
      return path(`M${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7`, 'mark');
    case 'error status':
      return path(`M${x} ${y - 4.5}v5.5m0 2v2`, 'mark');
    case 'aborted':
      return path(box(x - 3, y - 3, 6, 6), 'aborted');
    case 'running':
      return path(`M${x - 2} ${y - 4}l4 4l-4 4`, 'running');
  }
}

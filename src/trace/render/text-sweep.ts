import {
  bestPoint,
  drawable,
  longestOf,
  type SweepPoint,
} from './sweep-words.ts';
import {
  barText,
  styled,
  withDefaults,
  type TextOptions,
} from './text-style.ts';
import { durationLike } from './words.ts';

/** A bar of characters for each bound, the quickest marked. */
export function renderSweepText(
  points: readonly SweepPoint[],
  options: TextOptions = {},
): string {
  const settings = withDefaults(options);
  const shown = drawable(points);
  const best = bestPoint(points);
  const longest = longestOf(shown);
  const boundWidth = Math.max(
    0,
    ...shown.map(({ bound }) => `${bound}`.length),
  );
  const barWidth = settings.columns - boundWidth - 34;
  return shown
    .map((point) => {
      const bar = barText((point.seconds / longest) * barWidth);
      const bound = `${point.bound}`.padStart(boundWidth);
      const time = durationLike(point.seconds, longest);
      const isBest = point === best;
      const style = isBest ? 'green' : 'blue';
      const remark = isBest ? '  ← quickest' : '';
      return `${bound} at a time  ${styled(bar, style, settings)} ${time}${remark}`;
    })
    .join('\n');
}

import {
  comparedWords,
  longestSeconds,
  type ComparedRun,
} from './compared-run.ts';
import { paletteIndex, type PaletteOptions } from './palette.ts';
import { keepEndColumns, padEndTo, widestOf } from './text-columns.ts';
import {
  barText,
  printable,
  paletteStyle,
  styled,
  withDefaults,
  type TextOptions,
} from './text-style.ts';

interface ComparisonTextOptions extends TextOptions, PaletteOptions {}

/** Runs as bars of characters, a line each; pure, and readable without colour. */
export function renderComparisonText(
  runs: readonly ComparedRun[],
  options: ComparisonTextOptions = {},
): string {
  const settings = withDefaults(options);
  const words = comparedWords(runs);
  const names = words.map(({ name }) => keepEndColumns(printable(name), 20));
  const nameWidth = widestOf(names);
  const timeWidth = widestOf(words.map(({ time }) => time));
  const speedUpWidth = widestOf(words.map(({ speedUp }) => speedUp));
  const barWidth = Math.max(
    8,
    settings.columns - nameWidth - timeWidth - speedUpWidth - 6,
  );
  const longest = longestSeconds(runs) || 1;
  return runs
    .map(({ name, seconds }, index) => {
      const share = Number.isFinite(seconds) ? seconds / longest : 0;
      const bar = barText(Math.max(0, share) * barWidth);
      const style = paletteStyle(paletteIndex(name, options));
      return [
        padEndTo(names[index] ?? '', nameWidth),
        styled(bar, style, settings) +
          ' '.repeat(Math.max(0, barWidth - bar.length)),
        (words[index]?.time ?? '').padStart(timeWidth),
        words[index]?.speedUp ?? '',
      ]
        .join('  ')
        .trimEnd();
    })
    .join('\n');
}

import {
  comparedWords,
  longestSeconds,
  type ComparedRun,
} from './compared-run.ts';
import {
  barText,
  printable,
  rungStyles,
  styled,
  withDefaults,
  type TextOptions,
} from './text-style.ts';
import { isRung } from './theme.ts';
import { keepEnd } from './words.ts';

/** Runs as bars of characters, a line each; pure, and legible without colour. */
export function renderComparisonText(
  runs: readonly ComparedRun[],
  options: TextOptions = {},
): string {
  const settings = withDefaults(options);
  const words = comparedWords(runs);
  const names = words.map(({ name }) => keepEnd(printable(name), 20));
  const nameWidth = widest(names);
  const timeWidth = widest(words.map(({ time }) => time));
  const speedUpWidth = widest(words.map(({ speedUp }) => speedUp));
  const barWidth = Math.max(
    8,
    settings.columns - nameWidth - timeWidth - speedUpWidth - 6,
  );
  const longest = longestSeconds(runs) || 1;
  return runs
    .map(({ name, seconds }, index) => {
      const share = Number.isFinite(seconds) ? seconds / longest : 0;
      const bar = barText(Math.max(0, share) * barWidth);
      const style = isRung(name) ? rungStyles[name] : 'blue';
      return [
        (names[index] ?? '').padEnd(nameWidth),
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

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

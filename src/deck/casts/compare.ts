import type { Replacement } from './scene.ts';
import type { Moment } from './screen.ts';

/** What differs between any two runs. */
const usualMasks: readonly Replacement[] = [
  // Of two that take about as long, either may be the faster one.
  [/× as (?:fast|slow)/g, '×'],
  [/ *\d+(?:\.\d+)? ?(ms|s|×|MB\/s|kB\/s)(?!\w)/g, ' # $1'],
  [/(?<=(?:127\.0\.0\.1|localhost|\[::1\]):)\d+/g, '#'],
  [/dur=[\d.]+/g, 'dur=#'],
  [/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '#'],
];

/**
 * Returns how the screens of two runs differ: a sentence for each difference,
 * which names a marker and a line. What the masks cover may differ.
 */
export function compareMoments(
  recorded: readonly Moment[],
  now: readonly Moment[],
  masks: readonly Replacement[] = [],
): string[] {
  const [before, after] = [quoteLabels(recorded), quoteLabels(now)];
  if (before !== after) {
    return [`its markers are ${before}, but the scene has ${after}`];
  }
  const reported = new Set<string>();
  return recorded.flatMap(({ label, text }, index) =>
    compareText(text, now[index]?.text ?? [], [...masks, ...usualMasks])
      // What stays on the screen is reported once.
      .filter(({ lines }) => !reported.has(lines) && reported.add(lines))
      .map(
        ({ row, lines }) =>
          `marker ${index + 1}, “${label}”, line ${row + 1}\n${lines}`,
      ),
  );
}

function quoteLabels(moments: readonly Moment[]): string {
  return moments.map(({ label }) => `“${label}”`).join(', ') || 'none';
}

interface Difference {
  readonly row: number;
  readonly lines: string;
}

function compareText(
  recorded: readonly string[],
  now: readonly string[],
  masks: readonly Replacement[],
): Difference[] {
  const rows = Math.max(recorded.length, now.length);
  return Array.from({ length: rows }, (_, row) => {
    const [before = '', after = ''] = [recorded[row], now[row]];
    const lines = `    recorded: ${before}\n    now:      ${after}`;
    const same = mask(before, masks) === mask(after, masks);
    return same ? [] : [{ row, lines }];
  }).flat();
}

/** Returns the line with all that may differ replaced, masks in their order. */
export function mask(line: string, masks: readonly Replacement[]): string {
  return masks
    .reduce((text, [pattern, by]) => text.replaceAll(pattern, by), line)
    .trimEnd();
}

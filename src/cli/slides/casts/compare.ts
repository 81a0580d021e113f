import type { Replacement } from '../../../../slides/casts/scene.ts';
import type { Moment } from './screen.ts';

/** What no two runs have in common. */
const usualMasks: readonly Replacement[] = [
  [/ *\d+(?:\.\d+)? ?(ms|s|×|MB\/s|kB\/s)(?!\w)/g, ' # $1'],
  [/(?<=(?:127\.0\.0\.1|localhost|\[::1\]):)\d+/g, '#'],
  [/dur=[\d.]+/g, 'dur=#'],
  [/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '#'],
];

/**
 * Returns how the screens of two runs differ, in sentences of which each
 * names a marker and a line; nothing where they are the same but for what
 * the masks cover.
 */
export function compareMoments(
  recorded: readonly Moment[],
  now: readonly Moment[],
  masks: readonly Replacement[] = [],
): string[] {
  const labels = [recorded, now].map((moments) => moments.map(labelOf));
  if (labels[0]?.join('\n') !== labels[1]?.join('\n'))
    return [
      `its markers are ${quoted(labels[0])}, but the scene has ${quoted(labels[1])}`,
    ];
  return recorded.flatMap(({ label, text }, index) =>
    compareText(text, now[index]?.text ?? [], [...masks, ...usualMasks]).map(
      (difference) => `marker ${index + 1}, “${label}”, ${difference}`,
    ),
  );
}

function labelOf({ label }: Moment): string {
  return label;
}

function quoted(labels: readonly string[] = []): string {
  return labels.map((label) => `“${label}”`).join(', ');
}

function compareText(
  recorded: readonly string[],
  now: readonly string[],
  masks: readonly Replacement[],
): string[] {
  const rows = Math.max(recorded.length, now.length);
  return Array.from({ length: rows }, (_, row) => {
    const [before = '', after = ''] = [recorded[row], now[row]];
    if (mask(before, masks) === mask(after, masks)) return [];
    return [`line ${row + 1}\n    recorded: ${before}\n    now:      ${after}`];
  }).flat();
}

/** Returns the line with all that may differ replaced, masks in their order. */
export function mask(line: string, masks: readonly Replacement[]): string {
  return masks
    .reduce((text, [pattern, by]) => text.replaceAll(pattern, by), line)
    .trimEnd();
}

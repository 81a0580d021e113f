import { escapeText } from '../../trace/render/svg.ts';
import type { Moment } from './screen.ts';

/**
 * Returns a recording as text, for people who do not see it: what is new on
 * the screen at each marker.
 */
export function renderTranscript(
  title: string,
  moments: readonly Moment[],
): string {
  const items = moments.map(({ label, text }, index) => {
    const news = newLines(moments[index - 1]?.text ?? [], text).join('\n');
    return `<li>${escapeText(label)}<pre>${escapeText(news)}</pre></li>`;
  });
  return `<details class="transcript"><summary>As text: ${escapeText(title)}</summary><ol>${items.join('')}</ol></details>`;
}

/**
 * Returns the lines of a screen that are new since an earlier one, which may
 * have scrolled or been cleared. A line that has grown counts as new.
 */
export function newLines(
  before: readonly string[],
  now: readonly string[],
): string[] {
  const [old, lines] = [withoutEnd(before), withoutEnd(now)];
  for (let scrolled = 0; scrolled < old.length; scrolled++) {
    // The last line before is where the prompt stood: it may have grown.
    const kept = old.slice(scrolled, -1);
    const last = old.at(-1) ?? '';
    const continues = (lines[kept.length] ?? '').startsWith(last);
    if (continues && kept.every((line, index) => lines[index] === line)) {
      return lines.slice(kept.length);
    }
  }
  return lines;
}

function withoutEnd(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, last + 1);
}

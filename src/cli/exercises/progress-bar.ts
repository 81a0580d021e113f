import { styled, type TextOptions } from '../../trace/render/text-style.ts';

const widestBar = 40;

/** "██████░░░░ 6 of 10 passed", no wider than there is room. */
export function renderProgressBar(
  passed: number,
  all: number,
  options: Required<TextOptions>,
): string {
  const words = `${passed} of ${all} passed`;
  const room = Math.min(widestBar, options.columns - words.length - 2);
  if (room < 5) return words;
  const full = Math.floor((passed / all) * room);
  const bar = styled('█'.repeat(full), 'green', options);
  return `${bar}${'░'.repeat(room - full)} ${words}`;
}

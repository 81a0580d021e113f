import { element, escapeText } from '../../trace/render/svg.ts';
import type { Recorded } from './recorded.ts';

/**
 * Renders how long each run took, as bars to scale, one below the other: those
 * that the talk has come to, and a question mark for each that is to come.
 * @throws Error, its message one sentence, where there is no such run
 */
export function renderScoreboard(
  { runs }: Recorded,
  known: readonly string[],
): string {
  const strange = known.find((name) => !runs.some((run) => run.name === name));
  if (strange !== undefined) {
    const names = runs.map(({ name }) => name).join(', ');
    throw new Error(`has no run "${strange}"; it has ${names}.`);
  }
  const longest = Math.max(...runs.map(({ seconds }) => seconds));
  const rows = runs.map(({ name, seconds }) =>
    known.includes(name)
      ? renderRow(name, seconds, seconds / longest)
      : '<li class="unknown"><span class="bar"></span><span>?</span></li>',
  );
  return element('ol', { class: 'scoreboard' }, rows.join(''));
}

function renderRow(name: string, seconds: number, share: number): string {
  return element(
    'li',
    { class: name, style: `--share:${share.toFixed(4)}` },
    '<span class="bar"></span>',
    element('strong', {}, `${seconds.toFixed(2)} s`),
    element('span', {}, escapeText(name)),
  );
}

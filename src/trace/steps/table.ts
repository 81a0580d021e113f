import { escapeText } from '../render/svg.ts';
import { counted, duration } from '../render/words.ts';
import type { Steps } from './steps.ts';
import { fileWords, stepSentence } from './words.ts';

/** Longer tables are for the element that shows one step at a time. */
const mostRows = 200;

interface Row {
  readonly step: string;
  readonly at: string;
  readonly turn: string;
  readonly what: string;
  readonly where: string;
}

function rowsOf(steps: Steps): Row[] {
  return steps.steps.slice(0, mostRows).map((step, index) => {
    const [frame] = steps.tokens[step.tokenId]?.stack ?? [];
    return {
      step: String(index + 1),
      at: duration(step.atMs),
      turn: String(step.turn),
      what: stepSentence(steps, index),
      where: frame ? `${fileWords(frame.file)}, line ${frame.line}` : '',
    };
  });
}

/** What a table leaves out, in a sentence; empty where it has everything. */
function leftOut({ steps, isCut }: Steps): string {
  if (isCut) {
    return `Only the first ${counted(steps.length, 'step')} were recorded.`;
  }
  const more = steps.length - mostRows;
  return more > 0 ? `${counted(more, 'more step')} not listed here.` : '';
}

/** All steps as a table, to read without any script. */
export function renderStepTable(steps: Steps): string {
  const head = ['step', 'time', 'turn', 'what happens', 'where']
    .map((name) => `<th scope="col" style="text-align:left">${name}</th>`)
    .join('');
  const body = rowsOf(steps).map((row) => {
    const cells = Object.values(row) as string[];
    return `<tr>${cells.map((cell) => `<td style="text-align:left">${escapeText(cell)}</td>`).join('')}</tr>`;
  });
  const rest = leftOut(steps);
  return (
    `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>` +
    (rest === '' ? '' : `<p>${rest}</p>`)
  );
}

/** The same as text. */
export function renderStepText(steps: Steps): string {
  const lines = rowsOf(steps).map(
    ({ step, at, turn, what }) =>
      `${step.padStart(4)}  ${at.padStart(7)}  turn ${turn.padStart(2)}  ${what}`,
  );
  return [...lines, leftOut(steps)].filter(Boolean).join('\n');
}

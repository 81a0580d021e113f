import { escapeText } from '../render/svg.ts';
import type { StateAt } from '../steps/state-at.ts';
import type { Frame, Queue, Token } from '../steps/steps.ts';
import { fileWords, queueWords } from '../steps/words.ts';

/** The columns of the step view: the call stack, and every queue. */
export function renderColumns({ stack, runningId, queues }: StateAt): string {
  // What runs came from a queue, and is seen to move to the stack's foot.
  const running = stack.map((frame, index) => {
    const isFoot = index === stack.length - 1;
    return chip(frame.name, frame, 'stack', isFoot ? runningId : undefined);
  });
  return [
    column('Call stack', 'stack', running),
    ...Object.entries(queueWords).map(([queue, title]) =>
      column(title, queue, queues[queue as Queue].map(tokenChip)),
    ),
  ].join('');
}

function column(title: string, name: string, chips: readonly string[]): string {
  return `<section class="${name}"><h3>${title}</h3><ol>${chips.join('')}</ol></section>`;
}

function tokenChip(token: Token): string {
  return chip(token.label, token.stack[0], token.queue, token.id);
}

/** A token keeps its number, so that it can be seen to move. */
function chip(
  words: string,
  frame: Frame | undefined,
  look: string,
  id?: number,
): string {
  const line =
    frame && frame.line > 0 ? ` <small>line ${frame.line}</small>` : '';
  const number = id === undefined ? '' : ` data-token="${id}"`;
  return `<li class="${look}"${number}>${escapeText(words)}${line}</li>`;
}

/** The program's text, with the line that is at work lit. */
export function renderSource(
  sources: Readonly<Record<string, string>>,
  place: Frame | undefined,
): string {
  const text = place && sources[place.file];
  if (!text) return '';
  const lines = text
    .split('\n')
    .map((line, index) =>
      index + 1 === place.line
        ? `<mark>${escapeText(line) || ' '}</mark>`
        : `<span>${escapeText(line) || ' '}</span>`,
    );
  return `<p>${escapeText(fileWords(place.file))}, line ${place.line}</p><pre tabindex="0" role="region" aria-label="The program"><code>${lines.join('')}</code></pre>`;
}

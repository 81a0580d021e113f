import type { RecordedDemo } from '../../demo/demo.ts';
import { create } from './elements.ts';
import type { Shown } from './shown.ts';
import { noteLines, runOf, secondsWords, statusWords } from './words.ts';

/** The words below a demo's picture: notes of a run, and what goes wrong. */
export function createCaptions({ lanes }: RecordedDemo) {
  const notes = create('div', { class: 'demo-notes' });
  const status = create('p', { class: 'demo-status', role: 'status' });

  return {
    notes,
    status,
    draw(shown: Shown): void {
      const lines = captionLines(shown, lanes);
      notes.replaceChildren(...lines.map((line) => create('p', {}, line)));
      const words = statusWords(shown.state);
      // A screen reader reads it again each time that it is set.
      if (status.textContent !== words) status.textContent = words;
      status.classList.toggle('failed', shown.state.phase === 'failed');
    },
  };
}

function captionLines(
  { state, name, nowMs }: Shown,
  lanes: RecordedDemo['lanes'],
): string[] {
  if (lanes === 'race' && name === undefined) {
    return state.runs.length > 0
      ? ['The ticks under a bar: each time its event loop could run.']
      : [];
  }
  const run = lanes === 'sweep' ? state.runs.at(-1) : runOf(state, name);
  if (run && lanes === 'sweep' && !run.isOver) {
    return [`${run.name} at a time: ${secondsWords(run, nowMs)}`];
  }
  return run ? noteLines(run) : [];
}

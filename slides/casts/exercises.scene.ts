import type { Scene } from 'async-lab/deck';

const starter = "throw new Error('Not written yet: ticksDuring.');";

const withoutFinally = `let ticks = 0;
  const clock = setInterval(() => {
    ticks += 1;
  }, everyMs);
  const result = await work();
  clearInterval(clock);
  return { result, ticks };`;

const solved = `let ticks = 0;
  const clock = setInterval(() => {
    ticks += 1;
  }, everyMs);
  try {
    return { result: await work(), ticks };
  } finally {
    clearInterval(clock);
  }`;

export const scene: Scene = {
  title: 'An exercise in a terminal, judged at each save',
  folder: 'clone',
  masks: [[/ *checked in [\d.]+ s/g, ' checked']],
  steps: [
    { type: 'npm run -s exercises' },
    { marker: 'Practice in a terminal' },
    { enter: /checked in/ },
    { marker: 'What is to be done' },
    { press: 'h', until: /Hint 1 of 3/ },
    { marker: 'A hint' },
    {
      edit: 'work/exercises/01-ticks.ts',
      from: starter,
      to: withoutFinally,
      until: /Not yet: [^]*checked in|checked in [^]*Not yet: /,
    },
    { marker: 'Saved: not yet, and why' },
    {
      edit: 'work/exercises/01-ticks.ts',
      from: withoutFinally,
      to: solved,
      until: /Passed: all/,
    },
    { marker: 'Passed' },
    { press: 'q', until: 'the end' },
  ],
};

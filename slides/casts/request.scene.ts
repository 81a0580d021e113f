import type { Scene } from 'async-lab/deck';

export const scene: Scene = {
  title: 'The command-line client: an answer, and where its time went',
  labScale: 1,
  masks: [[/ *[·╱░▒▓█]+/g, ' ~']],
  steps: [
    { type: 'npm run -s request -- {limited}/items/7' },
    { marker: 'A request' },
    { enter: 'the end' },
    { marker: 'The answer, and where its time went' },
    {
      type: 'npm run -s request -- --timeout 0.5 {faults}/faults/slow-headers',
    },
    { enter: 'the end' },
    { marker: 'No answer in time' },
  ],
};

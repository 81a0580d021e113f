import type { Scene } from 'async-lab/deck';

const ready = /JupyterLab is ready[^]*Stop with Ctrl-C/;

export const scene: Scene = {
  title: 'From a fresh clone to the first notebook',
  folder: 'fresh clone',
  timeoutSeconds: 900,
  replace: [
    [/(?<=token=)\w+/g, '2f0c41d7'],
    [/\r\n {2}Port \d+ was taken[^\n]*(?=\r\n)/g, ''],
  ],
  // How far a step had come when it was last drawn.
  masks: [[/ … \d+ s.*/g, ' …']],
  steps: [
    { type: 'npm start -- --no-browser' },
    { marker: 'One command in a fresh clone, shown at twenty times its pace' },
    { enter: ready, speed: 20 },
    { marker: 'All is set up, and the notebooks are served' },
    { press: '\u0003', until: 'the end' },
    { type: 'clear; npm start -- --no-browser' },
    { enter: ready },
    { marker: 'From now on it starts at once' },
  ],
};

import type { Scene } from 'async-lab/deck';

export const scene: Scene = {
  title: 'The same 150 requests in five ways',
  idleSeconds: 10,
  // How they compare depends on the machine; the form of the table does not.
  masks: [
    [/█*[▏▎▍▌▋▊▉█] */g, '~ '],
    [/ *(?:about|\d+(?:\.\d+)?×) as fast/g, ' ~ as fast'],
    [/(?<=^(?:blocking|sequential|pooled|unbounded|bounded) )[ \d.×]+$/g, '#'],
  ],
  steps: [
    { type: 'npm run -s race -- --scale 0.1' },
    { marker: 'Five ways to ask 150 times' },
    { enter: 'the end' },
    { marker: 'How they compare' },
  ],
};

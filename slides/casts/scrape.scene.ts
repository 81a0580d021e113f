import type { Scene } from 'async-lab/deck';

export const scene: Scene = {
  title: 'The scraper, one page after another and all at once',
  // The wait is what this is about: none of it is cut.
  idleSeconds: 20,
  steps: [
    { type: 'npm run -s scrape -- --sequential | tail -4' },
    { marker: 'One page after another' },
    { enter: 'the end' },
    { marker: 'It took its time' },
    { type: 'npm run -s scrape -- --concurrent | tail -4' },
    { marker: 'All pages at once' },
    { enter: 'the end' },
    { marker: 'The same handles, sooner' },
  ],
};

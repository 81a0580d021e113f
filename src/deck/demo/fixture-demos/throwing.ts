import type { Demo } from '../demo.ts';

/** Throws in the middle of a run. */
export const demo: Demo = {
  title: 'Throwing',
  lanes: 'one',
  parameters: { requests: { default: 3, from: 1, to: 100 } },
  run: ({ record }) =>
    record('throwing', () => {
      throw new Error('the lab is on fire');
    }),
};

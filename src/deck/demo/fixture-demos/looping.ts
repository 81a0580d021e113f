import type { Demo } from '../demo.ts';

/** Leaves its event loop no time, and never ends. */
export const demo: Demo = {
  title: 'Looping',
  lanes: 'one',
  parameters: {},
  run: ({ record }) =>
    record('looping', () => {
      for (;;) continue;
    }),
};

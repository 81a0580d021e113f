import type { Demo } from '../demo.ts';

/** Waits until it is stopped. */
export const demo: Demo = {
  title: 'Patient',
  lanes: 'one',
  parameters: {},
  run: ({ record }) =>
    record('waiting', () => {
      // What waits for nothing would let the process end.
      setInterval(() => undefined, 1000);
      return new Promise(() => undefined);
    }),
};

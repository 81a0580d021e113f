import type { Demo } from '../demo.ts';

/** Throws where nobody waits for it, which ends a process. */
export const demo: Demo = {
  title: 'Crashing',
  lanes: 'one',
  parameters: {},
  run: ({ record }) =>
    record('crashing', () => {
      setImmediate(() => {
        throw new TypeError('nobody caught this');
      });
      return new Promise(() => undefined);
    }),
};

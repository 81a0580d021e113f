import type { Demo } from '../demo.ts';

/** Throws where nothing catches it, which ends a process. */
export const demo: Demo = {
  title: 'Crashing',
  lanes: 'one',
  parameters: {},
  run: ({ record }) =>
    record('crashing', () => {
      setImmediate(() => {
        throw new TypeError('not caught');
      });
      return new Promise(() => undefined);
    }),
};

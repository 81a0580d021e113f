import type { Demo } from '../demo.ts';

/** Does nothing, three times: twice side by side, and then once more. */
export const demo: Demo = {
  title: 'Heats',
  lanes: 'race',
  heats: [['one', 'two'], ['last']],
  parameters: {},
  async run({ record }) {
    for (const name of ['one', 'two', 'last']) await record(name, () => 0);
  },
};

import { startLab } from 'async-lab';
import * as blocking from './ladder/blocking.ts';
import * as bounded from './ladder/bounded.ts';
import * as pooled from './ladder/pooled.ts';
import * as sequential from './ladder/sequential.ts';
import * as unbounded from './ladder/unbounded.ts';
import type { Demo } from 'async-lab/deck';

const ladder = { blocking, sequential, pooled, unbounded, bounded };

export const demo: Demo = {
  title: 'The same requests, five ways',
  lanes: 'race',
  // The quick two need the whole machine to show how quick they are.
  heats: [['blocking', 'sequential', 'pooled'], ['unbounded'], ['bounded']],
  faster: [
    ['bounded', 'unbounded'],
    ['unbounded', 'pooled'],
    ['pooled', 'sequential'],
    ['pooled', 'blocking'],
  ],
  parameters: { requests: { default: 150, from: 10, to: 150 } },
  async run({ scale, parameters: { requests = 150 }, record }) {
    const lab = await startLab({ scale });
    const ids = Array.from({ length: requests }, (_, index) => index + 1);
    for (const [name, { fetchAll }] of Object.entries(ladder)) {
      await record(
        name,
        () => fetchAll(ids, lab.pokemon),
        // So that what is done once in a program is in no rung's time.
        () => fetchAll([1], lab.pokemon),
      );
    }
    await lab.close();
  },
};

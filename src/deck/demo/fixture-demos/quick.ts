import { request } from 'undici';
import { startLab } from 'async-lab';
import type { Demo } from '../demo.ts';

/** Asks for some Pokémon in turn, and is done. */
export const demo: Demo = {
  title: 'Quick',
  lanes: 'one',
  parameters: { requests: { default: 3, from: 1, to: 9 } },
  async run({ scale, parameters: { requests = 0 }, record, note }) {
    const lab = await startLab({ scale });
    await record('in turn', async () => {
      for (let number = 1; number <= requests; number += 1) {
        const { body } = await request(`${lab.pokemon}/api/v2/pokemon/1`);
        await body.dump();
      }
      note('all are here');
    });
    await lab.close();
  },
};

import { createRungs } from '../race/rungs.ts';
import { runRung, warmUp } from '../race/ladder.ts';
import { startCommandLab } from '../../command/lab.ts';
import { atMost, figure, type Benchmark, type Figure } from './figure.ts';

const count = 150;
const bound = 20;

/** At most 5 % above the least time that the model allows. */
const targets = new Map([
  ['pooled', atMost(1.05)],
  ['bounded', atMost(1.05)],
]);

/** Each rung of the race, compared with the time that the model alone takes. */
export const rungsBenchmark: Benchmark = {
  name: 'rungs',
  title: `each rung against its ideal, ${count} requests`,
  async run({ scale, repeat, tell }) {
    const lab = await startCommandLab({ scale, url: '' });
    const rungs = createRungs(count, bound);
    const figures: Figure[] = [];
    await warmUp(rungs, lab);
    for (const rung of rungs) {
      tell(rung.name);
      const ratios: number[] = [];
      while (ratios.length < repeat) {
        const { seconds, idealSeconds } = await runRung(rung, lab);
        ratios.push(seconds / (idealSeconds ?? NaN));
      }
      const target = targets.get(rung.name);
      figures.push(figure(`${rung.name} / ideal`, '×', ratios, target));
    }
    await lab.close();
    return figures;
  },
};

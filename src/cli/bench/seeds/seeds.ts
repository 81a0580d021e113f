import { startCommandLab } from '../../../command/lab.ts';
import type { Lab } from '../../../lab/lab.ts';
import {
  figure,
  type Benchmark,
  type BenchSettings,
  type Figure,
} from '../figure.ts';
import { millisecondsOf } from '../load.ts';
import { prepareSeedsPython } from './environment.ts';
import { compareLoad } from './load.ts';
import { runSeedProgram, type SeedRun } from './program.ts';
import { seedRows, type SeedRow } from './rows.ts';

/** The talks' programs in Python, and ours, against one lab in one run. */
export const seedsBenchmark: Benchmark = {
  name: 'seeds',
  title: "the talks' programs in Python, what the talks measured, and ours",
  async run(settings) {
    const python = await prepareSeedsPython();
    const { scale } = settings;
    const lab = await startCommandLab({ scale, url: '' });
    try {
      const figures: Figure[] = [];
      for (const row of seedRows) {
        settings.tell(row.name);
        figures.push(...(await compareRow(row, python, lab, settings)));
      }
      return [...figures, ...(await compareLoad(python, settings))];
    } finally {
      await lab.close();
    }
  },
};

/** Theirs and ours take turns, so that a busy moment does not favour one. */
async function compareRow(
  { name, program, talkSeconds, site, count, results, own }: SeedRow,
  python: string,
  lab: Lab,
  { scale, repeat }: BenchSettings,
): Promise<Figure[]> {
  await own.run(lab, 1);
  const theirs: SeedRun[] = [];
  const ours: number[] = [];
  while (ours.length < repeat) {
    const task = { program, origin: lab[site], count, results };
    theirs.push(await runSeedProgram(python, task));
    ours.push((await millisecondsOf(() => own.run(lab, count))) / 1000);
  }
  const reference = talkSeconds && {
    reference: { name: 'talk', value: talkSeconds * scale },
  };
  return [
    {
      ...figure(name, 's', secondsOf(theirs)),
      ...reference,
      note: computingNote(theirs),
    },
    { ...figure(`  ${own.name}`, 's', ours), ...reference },
  ];
}

function secondsOf(runs: readonly SeedRun[]): number[] {
  return runs.map(({ seconds }) => seconds);
}

/** Python's clients compute so much that it shows in some of the figures. */
function computingNote(runs: readonly SeedRun[]): string {
  const own = runs.map(({ computingSeconds }) => computingSeconds);
  const { median } = figure('computing', 's', own).measured;
  return `its own computing ${median.toFixed(2)} s`;
}

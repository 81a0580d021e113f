import { availableParallelism, loadavg } from 'node:os';
import { clientsBenchmark } from './bench/clients.ts';
import { delaysBenchmark } from './bench/delay-error.ts';
import type { Benchmark } from './bench/figure.ts';
import { kernelBenchmark } from './bench/kernel.ts';
import { labBenchmark } from './bench/lab-throughput.ts';
import {
  renderBenchJson,
  renderResult,
  type BenchmarkResult,
} from './bench/report.ts';
import { renderBenchmark } from './bench/render.ts';
import { rungsBenchmark } from './bench/rungs.ts';
import { seedsBenchmark } from './bench/seeds/seeds.ts';
import { tracingBenchmark } from './bench/tracing.ts';
import {
  choiceFlag,
  countFlag,
  parseOptions,
  positiveFlag,
  switchFlag,
} from '../command/options.ts';

const benchmarks: readonly Benchmark[] = [
  rungsBenchmark,
  tracingBenchmark,
  renderBenchmark,
  labBenchmark,
  delaysBenchmark,
  clientsBenchmark,
  kernelBenchmark,
  seedsBenchmark,
];

/** Measures what the kit promises, and says which targets are reached. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm run bench',
    summary: 'Measures the lab, the trace, the rungs and other clients.',
    flags: {
      json: switchFlag('print one JSON document'),
      scale: positiveFlag("what the lab's delays are multiplied by", 1),
      repeat: countFlag('how often to measure each thing', 3),
      only: choiceFlag(
        'run only this benchmark',
        benchmarks.map(({ name }) => name),
        undefined,
      ),
      seeds: switchFlag("compare the talks' programs in Python with ours"),
    },
  });
  const { scale, repeat, only, seeds, json } = values;
  const wanted = seeds ? 'seeds' : only;
  const chosen = benchmarks.filter(({ name }) =>
    wanted === undefined ? name !== 'seeds' : name === wanted,
  );
  warnOfLoad();
  const results: BenchmarkResult[] = [];
  for (const benchmark of chosen) {
    const result = await runBenchmark(benchmark, scale, repeat);
    results.push(result);
    if (!json) console.log(renderResult(result));
  }
  if (json) console.log(renderBenchJson({ scale, repeat }, results));
  return 0;
}

async function runBenchmark(
  { name, title, run }: Benchmark,
  scale: number,
  repeat: number,
): Promise<BenchmarkResult> {
  const tell = createTeller(name);
  const advice: string[] = [];
  const advise = (text: string) => void advice.push(text);
  try {
    const figures = await run({ scale, repeat, tell, advise });
    return { name, title, figures, advice };
  } finally {
    tell('');
  }
}

/** Warns if other programs are busy, because they distort the figures. */
function warnOfLoad(): void {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  if (load < cores / 2) return;
  console.error(
    `Other programs are busy (load ${load.toFixed(1)} on ${cores} cores): the figures will be worse than this machine can reach.`,
  );
}

/** Shows what is being done in one line of the terminal. */
function createTeller(name: string): (text: string) => void {
  const { stderr } = process;
  return (text) => {
    if (!stderr.isTTY) return;
    const line = text && `${name}: ${text} …`.slice(0, stderr.columns - 1);
    stderr.write(`\r${line}\x1b[K`);
  };
}

import { existsSync } from 'node:fs';
import { project } from '../../setup/project.mjs';
import { atMost, figure, type Benchmark } from './figure.ts';
import { runPython } from './run-python.ts';

/** What one kernel cost. */
interface KernelCost {
  /** From starting it until its first cell has run. */
  readonly readySeconds: number;
  readonly trivialSeconds: number;
  readonly importsSeconds: number;
  /** Resident memory; null where the system does not tell it. */
  readonly memoryMb: number | null;
}

/** What the kernel costs: its start, a cell, many imports, memory. */
export const kernelBenchmark: Benchmark = {
  name: 'kernel',
  title: 'the kernel: its start, a cell, many imports, and its memory then',
  async run({ repeat, tell, advise }) {
    const { venvPython, kernelspec, jupyter, compiled } = project;
    if (![venvPython, kernelspec, compiled].every(existsSync)) {
      advise('To measure the kernel, run npm start once, which sets it up.');
      return [];
    }
    tell('starting kernels');
    const args = ['async-lab', String(repeat)];
    const environment = { JUPYTER_PATH: jupyter };
    const costs = (await runPython(
      venvPython,
      './kernel.py',
      args,
      environment,
    )) as KernelCost[];
    const memory = costs.flatMap(({ memoryMb }) => memoryMb ?? []);
    return [
      figure('kernel ready', 's', valuesOf(costs, 'readySeconds'), atMost(2.5)),
      figure(
        'a trivial cell',
        'ms',
        valuesOf(costs, 'trivialSeconds').map((seconds) => 1000 * seconds),
      ),
      figure("lesson 12's imports", 's', valuesOf(costs, 'importsSeconds')),
      ...(memory.length > 0 ? [figure('memory', 'MB', memory)] : []),
    ];
  },
};

function valuesOf(
  costs: readonly KernelCost[],
  name: Exclude<keyof KernelCost, 'memoryMb'>,
): number[] {
  return costs.map((cost) => cost[name]);
}

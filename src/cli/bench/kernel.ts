import { existsSync } from 'node:fs';
import { project } from '../../setup/project.mjs';
import { atMost, figure, type Benchmark } from './figure.ts';
import { runPython } from './run-python.ts';

/** From starting the kernel until its first cell has run. */
export const kernelBenchmark: Benchmark = {
  name: 'kernel',
  title: 'the kernel, from its start to the end of its first cell',
  async run({ repeat, tell, advise }) {
    const { venvPython, kernelspec, jupyter, compiled } = project;
    if (![venvPython, kernelspec, compiled].every(existsSync)) {
      advise('To measure the kernel, run npm start once, which sets it up.');
      return [];
    }
    tell('starting kernels');
    const args = ['async-lab', String(repeat)];
    const environment = { JUPYTER_PATH: jupyter };
    const seconds = await runPython(
      venvPython,
      './kernel-ready.py',
      args,
      environment,
    );
    return [figure('kernel ready', 's', seconds as number[], atMost(2.5))];
  },
};

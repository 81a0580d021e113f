import type { LabOptions } from '../../lab/lab.ts';
import type { Run } from '../exercise.ts';

/** Options for a lab of the run's own, even when LAB_URL names another lab. */
export function labOptionsOf(run: Run): LabOptions {
  const { seed, scale = 0.1, jitter = 0, models = {}, gates = {} } = run;
  return { url: '', seed, scale, jitter, models, gates };
}

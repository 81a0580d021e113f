import type { LabOptions } from '../../lab/lab.ts';
import type { Run } from '../exercise.ts';

/** A lab of its own for each seed, even where LAB_URL names another. */
export function labOptionsOf(run: Run): LabOptions {
  const { seed, scale = 0.1, jitter = 0, models = {}, gates = {} } = run;
  return { url: '', seed, scale, jitter, models, gates };
}

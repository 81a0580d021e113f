import { startLab, type Lab, type LabOptions } from '../lab/lab.ts';
import { UsageError, WorkError } from './options.ts';

/**
 * Starts the lab that a command works with.
 * @throws UsageError for a scale (also that of LAB_SCALE) out of range, and
 * WorkError where LAB_URL or `url` leads to no lab
 */
export async function startCommandLab(options: LabOptions): Promise<Lab> {
  try {
    return await startLab(options);
  } catch (cause) {
    const { message } = cause as Error;
    if (cause instanceof RangeError) throw new UsageError(message, { cause });
    throw new WorkError(message, { cause });
  }
}

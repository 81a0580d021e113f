import { startLab, type Lab, type LabOptions } from '../lab/lab.ts';
import { UsageError, WorkError } from './options.ts';

/**
 * Starts the lab that a command works with.
 * @throws UsageError for a scale out of range, by flag or by LAB_SCALE, and
 * WorkError if no lab answers at LAB_URL or `url`
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

import { statSync } from 'node:fs';
import { WorkError } from '../../command/options.ts';
import { withLock } from '../../setup/lock.mjs';

/**
 * Runs work that writes to a file while no other crawl does.
 * @throws WorkError if another one does, and what the work throws
 */
export async function withOutputLock<Result>(
  file: string,
  work: () => Promise<Result>,
): Promise<Result> {
  // A device such as /dev/null has no state that could be mixed up.
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
  if (!isFile) return work();
  const lock = `${file}.lock`;
  const state = { isHeld: false };
  const hold = () => {
    state.isHeld = true;
    return work();
  };
  try {
    return await withLock(lock, hold, (holder) => {
      throw taken(file, lock, holder);
    });
  } catch (error) {
    if (state.isHeld || error instanceof WorkError) throw error;
    const { message } = error as Error;
    throw new WorkError(`${lock} could not be written: ${message}`, {
      cause: error,
    });
  }
}

function taken(file: string, lock: string, holder: string): WorkError {
  return new WorkError(
    `Another crawl (process ${holder}) is writing to ${file}. Wait until it has ended, or name another file; if there is no other crawl, delete ${lock}.`,
  );
}

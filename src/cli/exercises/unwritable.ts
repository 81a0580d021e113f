import { relative } from 'node:path';
import { WorkError } from '../../command/options.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'its disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands where a folder should be',
};

/**
 * Does something that writes to the learner's files.
 * @throws WorkError one line with the path, the reason and what to do, where a
 * file or folder of the project cannot be written; otherwise what it throws
 */
export async function explainUnwritable<Result>(
  root: string,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw inWords(error, root) ?? error;
  }
}

function inWords(error: unknown, root: string): WorkError | undefined {
  const { code = '', path } = Object(error) as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (reason === undefined || path === undefined) return undefined;
  const shown = relative(root, path) || '.';
  if (shown.startsWith('..')) return undefined;
  return new WorkError(
    `${shown} cannot be written: ${reason}. Exercises keep your files and your progress in work and .cache: make these two folders yours (on Linux and macOS: sudo chown -R "$USER" work .cache), and try again.`,
    { cause: error },
  );
}

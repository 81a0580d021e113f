import { accessSync, constants, mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { WorkError } from '../setup/errors.mjs';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'its disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands where a folder should be',
};

/**
 * Does something that writes files of the project.
 * @param advice which folders they are, and what makes them writable
 * @throws WorkError one line with the path, the reason and what to do, where a
 * file or folder of the project cannot be written; otherwise what it throws
 */
export async function explainUnwritable<Result>(
  root: string,
  advice: string,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw inWords(error, root, advice) ?? error;
  }
}

function inWords(
  error: unknown,
  root: string,
  advice: string,
): WorkError | undefined {
  const { code = '', path } = Object(error) as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (reason === undefined || path === undefined) return undefined;
  const shown = relative(root, path) || '.';
  if (shown.startsWith('..')) return undefined;
  return new WorkError(`${shown} cannot be written: ${reason}. ${advice}`, {
    cause: error,
  });
}

/**
 * Makes a folder that is to be written to, for programs whose own errors do not
 * tell what was wrong with it.
 * @throws NodeJS.ErrnoException with the folder's path if it cannot be written
 */
export function requireWritable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
}

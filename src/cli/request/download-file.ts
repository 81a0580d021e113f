import { realpathSync, statSync } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { WorkError } from '../../command/options.ts';

/** The file that a download is written to. */
export interface Target {
  readonly stream: Writable;
  /** Renames the finished file to its final name. */
  keep(): Promise<void>;
  /** Removes the unfinished file. */
  discard(): Promise<void>;
  /** Returns the error; as a WorkError if writing the file caused it. */
  explain(error: unknown): unknown;
}

/**
 * Opens `FILE.part`, so that FILE is complete or not there at all. Something
 * other than a file, such as `/dev/null`, must not be replaced by a file, so it
 * is opened itself.
 * @throws WorkError if that cannot be opened
 */
export async function openTarget(path: string): Promise<Target> {
  const status = statSync(path, { throwIfNoEntry: false });
  const isDirect = status !== undefined && !status.isFile();
  // A link stays a link: the file that it points to is replaced.
  const finalPath = status ? realpathSync(path) : path;
  const writePath = isDirect ? path : `${finalPath}.part`;
  const handle = await openNew(writePath, isDirect ? 'w' : 'wx');
  const stream = handle.createWriteStream();
  let failure: Error | undefined;
  stream.once('error', (error: Error) => {
    failure = error;
  });
  return {
    stream,
    async keep() {
      if (!isDirect) await rename(writePath, finalPath);
    },
    async discard() {
      if (!isDirect) await rm(writePath, { force: true });
    },
    explain: (error) => (error === failure ? unwritable(path, error) : error),
  };
}

async function openNew(path: string, flags: string): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw unwritable(path, error);
    }
    throw new WorkError(
      `${path} exists already: another download is writing it, or one was killed. ` +
        'If none is running, remove it, then try again.',
      { cause: error },
    );
  }
}

function unwritable(path: string, cause: unknown): WorkError {
  const { message } = cause as Error;
  return new WorkError(`${path} could not be written: ${message}`, { cause });
}

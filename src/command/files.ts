import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError, WorkError } from './options.ts';

/** As the name of a file it means standard output. */
export const standardOutput = '-';

/**
 * Returns whether one of a command's outputs goes to standard output.
 * @param outputs by their flags: names of files, or whether it goes there
 * @throws UsageError if more than one of them does
 */
export function claimStandardOutput(
  outputs: Readonly<Record<string, string | boolean | undefined>>,
): boolean {
  const flags = Object.keys(outputs).filter((flag) =>
    [true, standardOutput].includes(outputs[flag] ?? false),
  );
  if (flags.length < 2) return flags.length > 0;
  throw new UsageError(
    `Standard output can take only one of ${flags.join(' and ')}: name a FILE for the others.`,
  );
}

/**
 * Returns the absolute path of a file to be written later; a relative path is
 * relative to the folder in which the person typed the command. `-` stays as it
 * is, for standard output.
 * @throws WorkError if it cannot be written, before any work is done
 */
export function writablePath(file: string): string {
  if (file === standardOutput) return file;
  const path = resolve(process.env['INIT_CWD'] ?? '.', file);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder) {
    throw new WorkError(`${path} is a folder. Name a file in it.`);
  }
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (cause) {
    const folder = dirname(path);
    throw new WorkError(
      `No file can be written in ${folder}. Make that folder, or name another one.`,
      { cause },
    );
  }
  return path;
}

/**
 * Writes a file, or to standard output if its path is `-`.
 * @throws WorkError if it cannot be written
 */
export function writeText(path: string, text: string): void {
  if (path === standardOutput) {
    process.stdout.write(`${text}\n`);
    return;
  }
  try {
    writeFileSync(path, text);
  } catch (cause) {
    const { message } = cause as Error;
    throw new WorkError(`${path} could not be written: ${message}`, { cause });
  }
}

import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { WorkError } from './options.ts';

/** As the name of a file it means standard output. */
export const standardOutput = '-';

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

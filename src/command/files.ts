import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { WorkError } from './options.ts';

/**
 * Returns the whole path of a file that is to be written later; a relative
 * one begins where the person typed the command, not where npm runs it.
 * @throws WorkError where it could not be written, before any work is done
 */
export function writablePath(file: string): string {
  const path = resolve(process.env['INIT_CWD'] ?? '.', file);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder) {
    throw new WorkError(`${path} is a folder; name a file in it.`);
  }
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (cause) {
    const folder = dirname(path);
    throw new WorkError(
      `Nothing can be written to ${folder}; make that folder or name another.`,
      { cause },
    );
  }
  return path;
}

/** @throws WorkError where it cannot be written */
export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    const { message } = cause as Error;
    throw new WorkError(`${path} could not be written: ${message}`, { cause });
  }
}

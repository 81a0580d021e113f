import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { UsageError } from '../../command/options.ts';
import type { Plan } from './plan.ts';

/** The body of a request. */
export interface Body {
  readonly content: string | Readable | null;
  /** The length of a stream, if it is known beforehand. */
  readonly bytes?: number;
  /** Opens it again from its beginning; a stream may be read only once. */
  readonly again?: () => Promise<Body>;
}

/**
 * Opens the body: text as it is, a file or standard input as a stream, so that
 * it may be larger than the memory.
 * @throws UsageError if a file cannot be read
 */
export async function openBody({ data, dataIsText }: Plan): Promise<Body> {
  if (data === undefined) return { content: null };
  if (dataIsText) return { content: data };
  if (data === '-') return { content: process.stdin };
  return data.startsWith('@') ? openFile(data.slice(1)) : { content: data };
}

async function openFile(name: string): Promise<Body> {
  // Relative to the folder in which the person typed the command.
  const path = resolve(process.env['INIT_CWD'] ?? '.', name);
  try {
    const status = await stat(path);
    if (status.isDirectory()) throw new Error('it is a folder');
    const content = (await open(path)).createReadStream();
    if (!status.isFile()) return { content };
    return { content, bytes: status.size, again: () => openFile(name) };
  } catch (cause) {
    const { message } = cause as Error;
    throw new UsageError(`--data @${name} cannot be read: ${message}.`, {
      cause,
    });
  }
}

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { WorkError } from '../../command/options.ts';
import { fromHar, isHar } from '../../trace/export/from-har.ts';
import type { Trace } from '../../trace/trace.ts';

/**
 * Reads a trace from a file: a HAR, or a trace as JSON.
 * @throws WorkError when there is no such file, or it holds something else
 */
export async function readTrace(file: string): Promise<Trace> {
  const value = parse(file, await read(file));
  if (isHar(value)) return fromHar(value);
  if (isTrace(value)) return value;
  throw new WorkError(
    `${file} holds neither a HAR nor a trace. A HAR has "log" with its "entries": save one in your browser's developer tools (Network), or with npm run request -- URL --har FILE.`,
  );
}

async function read(file: string): Promise<string> {
  try {
    const path = resolve(process.env['INIT_CWD'] ?? '.', file);
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new WorkError(
      `${file} cannot be read (${code ?? String(cause)}). A relative path starts in the folder that you are in.`,
      { cause },
    );
  }
}

function parse(file: string, text: string): unknown {
  try {
    // Some programs begin their files with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const { message } = cause as Error;
    throw new WorkError(`${file} is not JSON: ${message}`, { cause });
  }
}

function isTrace(value: unknown): value is Trace {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'requests' in value &&
    Array.isArray(value.requests) &&
    'connections' in value &&
    Array.isArray(value.connections) &&
    'heartbeat' in value
  );
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../../setup/project.mjs';
import { writeWhole } from './files.ts';

/** What is known about one copy: the original that it was made from. */
export interface CopyRecord {
  /** The hash of the original when it was copied. */
  readonly original: string;
  /** The hash of what was written in it then: `signatureOf`. */
  readonly signature: string;
  /** The hash of the newer original that was last put beside a changed copy. */
  readonly offered?: string;
}

/** By the copy's path under `work`: `notebooks/03-pooled.ipynb`. */
export type CopyRecords = Record<string, CopyRecord>;

const manifestFile = '.originals.json';

/** Returns the records in a work folder; `damaged` if some could not be read. */
export function readRecords(work: string): {
  records: CopyRecords;
  damaged: boolean;
} {
  const file = join(work, manifestFile);
  const { copies } = (readJson(file) ?? {}) as { copies?: unknown };
  if (typeof copies !== 'object' || copies === null) {
    return { records: {}, damaged: existsSync(file) };
  }
  const entries = Object.entries(copies as Record<string, unknown>);
  const sound = entries.filter(isRecordEntry);
  return {
    records: Object.fromEntries(sound),
    damaged: sound.length < entries.length,
  };
}

function isRecordEntry(
  entry: [string, unknown],
): entry is [string, CopyRecord] {
  const { original, signature } = (entry[1] ?? {}) as Partial<CopyRecord>;
  return typeof original === 'string' && typeof signature === 'string';
}

/** Writes the records for the next time. */
export function writeRecords(work: string, copies: CopyRecords): void {
  const text = JSON.stringify({ version: 1, copies }, undefined, 2);
  writeWhole(join(work, manifestFile), `${text}\n`);
}

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WorkError } from '../../setup/errors.mjs';
import { withLock } from '../../setup/lock.mjs';
import {
  moveAside,
  readOriginals,
  withInfix,
  writeWhole,
  type Original,
} from './files.ts';
import {
  readRecords,
  writeRecords,
  type CopyRecord,
  type CopyRecords,
} from './manifest.ts';
import { hashText, signatureOf } from './signature.ts';

/**
 * Updates the learner's copies under `work` from the originals, and returns the
 * lines to show. What a learner has written is never changed: a newer original
 * is put beside it instead.
 */
export async function followOriginals(
  root: string,
  now = new Date(),
): Promise<string[]> {
  return withCopies(root, (work, originals) => {
    // A checkout without originals is broken; the copies must not be removed.
    if (originals.length === 0) return [];
    const { records, damaged } = readRecords(work);
    const first = Object.keys(records).length === 0 && !damaged;
    const lines = damaged
      ? [
          'The list of your copies (work/.originals.json) was damaged. Every copy that differs from its original is kept.',
        ]
      : [];
    const next: CopyRecords = {};
    for (const original of originals) {
      const step = followOne(work, original, records[original.place], now);
      next[original.place] = step.record;
      if (step.line && !(first && step.isNew)) lines.push(step.line);
    }
    lines.push(...dropRemoved(work, records, next));
    writeRecords(work, next);
    return lines;
  });
}

/**
 * Replaces the learner's copy with a fresh one, and keeps the old one under a
 * dated name. Returns that name; undefined if there was no copy.
 * @throws WorkError if there is no such original
 */
export async function resetCopy(
  root: string,
  place: string,
  now = new Date(),
): Promise<string | undefined> {
  return withCopies(root, (work, originals) => {
    const original = originals.find((candidate) => candidate.place === place);
    if (!original) {
      throw new WorkError(
        `${place} is not in this project, so there is nothing to copy.`,
      );
    }
    const copy = join(work, place);
    const kept = existsSync(copy) ? moveAside(copy, 'kept', now) : undefined;
    const { records } = readRecords(work);
    const record = putCopy(work, original);
    writeRecords(work, { ...records, [place]: record });
    return kept;
  });
}

/** Two processes at once would take each other's unfinished work for the learner's. */
async function withCopies<Result>(
  root: string,
  act: (work: string, originals: Original[]) => Result,
): Promise<Result> {
  const work = join(root, 'work');
  mkdirSync(work, { recursive: true });
  return withLock(join(root, '.cache', 'copies.lock'), () =>
    Promise.resolve(act(work, readOriginals(root))),
  );
}

interface Step {
  readonly record: CopyRecord;
  readonly line?: string;
  readonly isNew?: boolean;
}

function followOne(
  work: string,
  original: Original,
  record: CopyRecord | undefined,
  now: Date,
): Step {
  const copy = join(work, original.place);
  const shown = `work/${original.place}`;
  if (!existsSync(copy)) {
    const line = record
      ? `${shown} was missing; a fresh copy is there now.`
      : `New: ${shown}.`;
    return { record: putCopy(work, original), line, isNew: !record };
  }
  const signature = signatureOf(copy, readFileSync(copy, 'utf8'));
  if (signature === undefined) {
    moveAside(copy, 'damaged', now);
    const line = `${shown} was damaged. It is kept under a dated name, and a fresh copy is there now.`;
    return { record: putCopy(work, original), line };
  }
  return followSound(work, original, record, signature, now);
}

/** Follows with a copy that is not damaged; `signature` is that of the copy. */
function followSound(
  work: string,
  original: Original,
  record: CopyRecord | undefined,
  signature: string,
  now: Date,
): Step {
  const current = recordOf(original);
  if (record?.original === current.original) return { record };
  const isChanged = signature !== (record ?? current).signature;
  if (!isChanged && !record) return { record: current };
  if (!isChanged) {
    return {
      record: putCopy(work, original),
      line: `work/${original.place} has been updated to the newer original; you had not changed it.`,
    };
  }
  if (signature === current.signature) return { record: current };
  return offer(work, original, record ?? { ...current, original: '' }, now);
}

/** Puts the newer original beside a changed copy, once. */
function offer(
  work: string,
  original: Original,
  record: CopyRecord,
  now: Date,
): Step {
  const offered = hashText(original.text);
  if (record.offered === offered) return { record };
  const beside = withInfix(original.place, 'new');
  const file = join(work, beside);
  // The learner may have written in the one that was offered before.
  if (
    existsSync(file) &&
    hashText(readFileSync(file, 'utf8')) !== record.offered
  ) {
    moveAside(file, 'kept', now);
  }
  writeWhole(file, original.text);
  return {
    record: { ...record, offered },
    line: `There is a newer version of work/${original.place}. You have changed yours, so it stays; the newer one is work/${beside}.`,
  };
}

/** Removes the copies of originals that are gone, except changed ones. */
function dropRemoved(
  work: string,
  records: CopyRecords,
  next: CopyRecords,
): string[] {
  const removed = Object.entries(records).filter(([place]) => !(place in next));
  return removed.flatMap(([place, record]) => {
    const copy = join(work, place);
    if (!existsSync(copy)) return [];
    if (signatureOf(copy, readFileSync(copy, 'utf8')) !== record.signature) {
      return [
        `${place} has been removed from the project; you have changed your copy, so work/${place} stays.`,
      ];
    }
    rmSync(copy);
    return [
      `${place} has been removed from the project, and so has your copy, which you had not changed.`,
    ];
  });
}

function putCopy(work: string, original: Original): CopyRecord {
  writeWhole(join(work, original.place), original.text);
  return recordOf(original);
}

function recordOf(original: Original): CopyRecord {
  const signature = signatureOf(original.place, original.text);
  if (signature === undefined) {
    throw new WorkError(
      `${original.place} is damaged. To repair it, run: git restore ${original.place}`,
    );
  }
  return { original: hashText(original.text), signature };
}

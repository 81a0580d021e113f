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
 * Brings the learner's copies under `work` in line with the originals, and
 * returns what there is to tell, a line each. What a learner has written is
 * never changed: a newer original is put beside it instead.
 */
export async function followOriginals(
  root: string,
  now = new Date(),
): Promise<string[]> {
  return withCopies(root, (work, originals) => {
    // A checkout without any originals is broken, and no reason to tidy up.
    if (originals.length === 0) return [];
    const { records, damaged } = readRecords(work);
    const first = Object.keys(records).length === 0 && !damaged;
    const lines = damaged
      ? ['The list of your copies was damaged; whatever differs is kept.']
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
 * Puts a fresh copy in the place of the learner's, which is kept under a
 * dated name. Returns that name, or nothing where there was no copy. Throws
 * WorkError where there is no such original.
 */
export async function resetCopy(
  root: string,
  place: string,
  now = new Date(),
): Promise<string | undefined> {
  return withCopies(root, (work, originals) => {
    const original = originals.find((candidate) => candidate.place === place);
    if (!original) throw new WorkError(`There is no original of ${place}.`);
    const copy = join(work, place);
    const kept = existsSync(copy) ? moveAside(copy, 'kept', now) : undefined;
    const { records } = readRecords(work);
    const record = putCopy(work, original);
    writeRecords(work, { ...records, [place]: record });
    return kept;
  });
}

/** Two at once would take each other's half-done work for the learner's. */
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
      ? `${shown} was gone; here it is again.`
      : `New: ${shown}.`;
    return { record: putCopy(work, original), line, isNew: !record };
  }
  const signature = signatureOf(copy, readFileSync(copy, 'utf8'));
  if (signature === undefined) {
    moveAside(copy, 'damaged', now);
    const line = `${shown} was damaged; it is kept beside a fresh copy.`;
    return { record: putCopy(work, original), line };
  }
  return followSound(work, original, record, signature, now);
}

/** The copy is there and sound; `signature` names what is written in it. */
function followSound(
  work: string,
  original: Original,
  record: CopyRecord | undefined,
  signature: string,
  now: Date,
): Step {
  const current = recordOf(original);
  if (record?.original === current.original) return { record };
  const touched = signature !== (record ?? current).signature;
  if (!touched && !record) return { record: current };
  if (!touched) {
    return {
      record: putCopy(work, original),
      line: `work/${original.place} is up to date with its original again.`,
    };
  }
  if (signature === current.signature) return { record: current };
  return offer(work, original, record ?? { ...current, original: '' }, now);
}

/** Puts the newer original beside a touched copy, once. */
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
  // The learner may have worked in the one offered before.
  if (
    existsSync(file) &&
    hashText(readFileSync(file, 'utf8')) !== record.offered
  ) {
    moveAside(file, 'kept', now);
  }
  writeWhole(file, original.text);
  return {
    record: { ...record, offered },
    line: `You have changed work/${original.place}, so it stays; the newer original is beside it: work/${beside}.`,
  };
}

/** Removes copies of originals that are gone, but no touched ones. */
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
      return [`work/${place} has no original any more; yours stays.`];
    }
    rmSync(copy);
    return [
      `work/${place} is gone, as its original is; you had not changed it.`,
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
      `${original.place} is damaged; git restore ${original.place} brings it back.`,
    );
  }
  return { original: hashText(original.text), signature };
}

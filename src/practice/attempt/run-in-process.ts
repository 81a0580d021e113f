import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { Lab } from '../../lab/lab.ts';
import type { Exercise, Run } from '../exercise.ts';
import type { Attempt } from './attempt.ts';
import type { ChildPool } from './child-pool.ts';
import { labOptionsOf } from './lab-options.ts';
import type { LabPool } from './lab-pool.ts';
import { endingOf } from './ending.ts';
import { killGroup } from './process-group.ts';
import { reportIn, type Job } from './protocol.ts';
import { settledStats } from './settle.ts';

const own = extname(import.meta.url);
const defaultDeadlineMs = 10_000;
const printedLength = 10_000;

/** What runs share. */
export interface RunResources {
  /** The folder in which each run's folder is made and removed again. */
  readonly scratch: string;
  /** The labs for the runs. */
  readonly labs: LabPool;
  /** The processes for the runs. */
  readonly children: ChildPool;
}

/**
 * Does one run of an exercise with the learner's file, in a process of its own
 * with a deadline and a memory limit. Whatever that code does, this gives an
 * attempt and leaves no process behind.
 * @throws the signal's reason when that is aborted
 */
export async function runInProcess(
  exercise: Exercise,
  file: string,
  run: Run,
  { scratch, labs, children }: RunResources,
  signal?: AbortSignal,
): Promise<Attempt> {
  const options = labOptionsOf(run);
  const lab = await labs.take(options);
  const folder = mkdtempSync(join(scratch, '.run-'));
  const child = children.take(dirname(file));
  const secret = randomUUID();
  const detached = detachedBy(child, secret);
  const onAbort = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    signal?.throwIfAborted();
    const exerciseUrl = new URL(
      `../exercises/${exercise.id}${own}`,
      import.meta.url,
    ).href;
    child.send({
      secret,
      exerciseUrl,
      file,
      labUrl: lab.url,
      seed: run.seed,
      folder,
    } satisfies Job);
    return await follow(exercise, run, lab, child, secret);
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await children.end(child);
    for (const pid of detached) killGroup(pid);
    await labs.giveBack(lab, options);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The groups that the learner's code starts, as they come. */
function detachedBy(child: ChildProcess, secret: string): ReadonlySet<number> {
  const pids = new Set<number>();
  child.on('message', (message) => {
    const report = reportIn(message, secret);
    if (report?.kind === 'detached') pids.add(report.pid);
  });
  return pids;
}

/** Waits until the run ends, in whichever way. */
async function follow(
  exercise: Exercise,
  { seed, deadlineMs = defaultDeadlineMs }: Run,
  lab: Lab,
  child: ChildProcess,
  secret: string,
): Promise<Attempt> {
  const printed = collectPrinted(child);
  const ending = await endingOf(child, secret, deadlineMs);
  if (ending.kind === 'failed') {
    const { failure, trace } = ending;
    return { seed, failure, printed: printed(), ...(trace && { trace }) };
  }
  const { value, trace } = ending;
  const stats = await settledStats(exercise, lab, seed);
  const evidence = { seed, value, trace, stats };
  return { seed, evidence, trace, printed: printed() };
}

/** Gives the first part of what the process has written so far. */
function collectPrinted(child: ChildProcess): () => string {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(0, printedLength);
    });
  }
  return () => printed;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startUnsharedLab } from '../../lab/lab.ts';
import { createRecorder } from '../../trace/record/record.ts';
import type { Exercise, LearnedFunction, Run } from '../exercise.ts';
import { errorDataOf, type Attempt } from './attempt.ts';
import { labOptionsOf } from './lab-options.ts';
import { settledStats } from './settle.ts';
import { failureOfThrown } from './unwritten.ts';

/** A cell that waits any longer has most likely a mistake. */
const defaultDeadlineMs = 10_000;

/**
 * Does one run of an exercise with a function of this process, such as one from
 * a notebook's cell. The function cannot be stopped from outside: after the
 * deadline it is left running, and an endless loop blocks this process too.
 * @throws the signal's reason once that aborts
 */
export async function runHere(
  exercise: Exercise,
  learned: LearnedFunction,
  run: Run,
  signal: AbortSignal,
): Promise<Attempt> {
  const { seed, deadlineMs = defaultDeadlineMs } = run;
  const lab = await startUnsharedLab(labOptionsOf(run));
  const folder = mkdtempSync(join(process.cwd(), '.run-'));
  const recorder = createRecorder();
  const {
    promise: deadline,
    resolve,
    reject,
  } = Promise.withResolvers<'late'>();
  const timer = setTimeout(resolve, deadlineMs, 'late');
  const onAbort = () => {
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', onAbort);
  const nothing = { seed, printed: '' };
  try {
    const scene = { lab, seed, folder };
    const act = recorder.run(() => exercise.act(learned, scene));
    const value = await Promise.race([act, deadline]);
    const trace = recorder.stop();
    if (value === 'late') {
      const failure = { kind: 'waiting', seconds: deadlineMs / 1000 } as const;
      return { ...nothing, failure, trace };
    }
    const stats = await settledStats(exercise, lab, run.seed);
    return { ...nothing, evidence: { seed, value, trace, stats }, trace };
  } catch (error) {
    signal.throwIfAborted();
    const failure = failureOfThrown(errorDataOf(error));
    return { ...nothing, failure, trace: recorder.stop() };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    await lab.close();
  }
}

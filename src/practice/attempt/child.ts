/**
 * The process in which a learner's code runs. It does one job and then waits
 * to be ended, so that what the code left open can be seen until then.
 */
import { flushCompileCache } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { startLab } from '../../lab/lab.ts';
import { createRecorder } from '../../trace/record/record.ts';
import type { Exercise, LearnedFunction } from '../exercise.ts';
import { errorDataOf } from './attempt.ts';
import { memoryMegabytes, type Job, type Report } from './protocol.ts';
import type { Watched } from './watch.ts';

const recorder = createRecorder();
// Read at once: after the parent's end it is the pid of whoever inherits.
const parentPid = process.ppid;

process.once('disconnect', () => process.exit());
process.once('message', (job: Job) => {
  void work(job);
});

async function work(job: Job): Promise<void> {
  startWatch();
  reportAccidents(job.file);
  process.on('message', () => {
    report({ kind: 'snapshot', trace: recorder.snapshot() });
  });
  const { exercise } = (await import(job.exerciseUrl)) as {
    exercise: Exercise;
  };
  report({ kind: 'ready' });
  // Where there is a cache: who is killed in the end would leave it empty.
  flushCompileCache();
  const learned = await load(job.file, exercise.name);
  if (!learned) return;
  report({ kind: 'loaded' });
  const lab = await startLab({ url: job.labUrl });
  const scene = { lab, seed: job.seed, folder: job.folder };
  try {
    const value = await recorder.run(() => exercise.act(learned, scene));
    report({ kind: 'done', value, trace: recorder.snapshot() });
  } catch (error) {
    const told = errorDataOf(error, job.file);
    report({ kind: 'threw', error: told, trace: recorder.snapshot() });
  }
}

async function load(
  file: string,
  name: string,
): Promise<LearnedFunction | undefined> {
  try {
    const module = (await import(pathToFileURL(file).href)) as object;
    const learned = (module as Record<string, unknown>)[name];
    if (typeof learned === 'function') return learned as LearnedFunction;
    report({ kind: 'nameless', exported: Object.keys(module) });
  } catch (error) {
    report({ kind: 'unloadable', error: errorDataOf(error, file) });
  }
  return undefined;
}

/** What throws where nobody waits would end the process without a word. */
function reportAccidents(file: string): void {
  const onAccident = (error: unknown) => {
    const told = errorDataOf(error, file);
    report({ kind: 'crashed', error: told, trace: recorder.snapshot() });
  };
  process.on('uncaughtException', onAccident);
  process.on('unhandledRejection', onAccident);
}

/** In a thread of its own, which also runs while this one is in a loop. */
function startWatch(): void {
  const name = `./watch${extname(import.meta.url)}`;
  const watch = new Worker(new URL(name, import.meta.url), {
    workerData: { memoryMegabytes, parentPid } satisfies Watched,
    stdout: true,
    stderr: true,
  });
  watch.unref();
}

/** To a parent that is gone it would throw, and so report that, for ever. */
function report(message: Report): void {
  if (process.connected) process.send?.(message);
}

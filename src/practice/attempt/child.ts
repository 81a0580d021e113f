/**
 * The process in which a learner's code runs. It does one job and then waits
 * until it is killed, so that the server can still see what the code left open.
 */
import { flushCompileCache } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { LabError, startLab, type Lab } from '../../lab/lab.ts';
import { createRecorder } from '../../trace/record/record.ts';
import { createPatience } from '../acting/patience.ts';
import type { Exercise, LearnedFunction } from '../exercise.ts';
import { errorDataOf } from './attempt.ts';
import { calmsDown } from './calm.ts';
import { followDetached } from './detached.ts';
import { killGroup } from './process-group.ts';
import {
  memoryMegabytes,
  type Envelope,
  type Job,
  type Report,
} from './protocol.ts';
import { describeUncopyable } from './uncopyable.ts';
import type { Watched } from './watch.ts';

const labTimeoutMs = 5000;

let recorder = createRecorder();
// Read at once, because it changes when the parent ends.
const parentPid = process.ppid;
// Taken at once, before the learner's code can put another in its place.
const send = process.send?.bind(process);
let secret = '';

process.once('disconnect', () => {
  // Either the parent has ended, or the learner's code has disconnected.
  if (process.ppid === parentPid) process.exit();
  else killGroup(process.pid);
});
process.once('message', (job: Job) => {
  void work(job);
});

async function work(job: Job): Promise<void> {
  ({ secret } = job);
  startWatch();
  followDetached((pid) => {
    report({ kind: 'detached', pid });
  });
  reportAccidents(job.file);
  process.on('message', () => {
    report({ kind: 'snapshot', trace: recorder.snapshot() });
  });
  const { exercise } = (await import(job.exerciseUrl)) as {
    exercise: Exercise;
  };
  report({ kind: 'ready' });
  // Killing this process later would leave the compile cache empty.
  flushCompileCache();
  const learned = await load(job.file, exercise.name);
  if (!learned) return;
  report({ kind: 'loaded' });
  try {
    const lab = await reachLab(job.labUrl);
    const scene = { lab, seed: job.seed, folder: job.folder };
    // A process that was kept ready has waited; the trace begins with the act.
    recorder.stop();
    recorder = createRecorder();
    const value = await recorder.run(() => exercise.act(learned, scene));
    // What fails a moment later is reported first, as an accident.
    await calmsDown();
    reportValue(value);
  } catch (error) {
    if (error instanceof LabError) {
      report({ kind: 'lab-silent' });
      return;
    }
    const data = errorDataOf(error, job.file);
    report({ kind: 'threw', error: data, trace: recorder.snapshot() });
  }
}

/** The lab has started, but on a busy machine it may answer late. */
async function reachLab(url: string): Promise<Lab> {
  const patience = createPatience(labTimeoutMs);
  for (;;) {
    try {
      return await startLab({ url });
    } catch (error) {
      if (patience.remainingMs() === 0) throw error;
    }
  }
}

function reportValue(value: unknown): void {
  const trace = recorder.snapshot();
  try {
    report({ kind: 'done', value, trace });
  } catch {
    report({ kind: 'uncopyable', found: describeUncopyable(value), trace });
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

/** Without these listeners, an uncaught error would end the process silently. */
function reportAccidents(file: string): void {
  const onAccident = (error: unknown) => {
    const data = errorDataOf(error, file);
    report({ kind: 'crashed', error: data, trace: recorder.snapshot() });
  };
  process.on('uncaughtException', onAccident);
  process.on('unhandledRejection', onAccident);
}

/** Starts the watch in a thread, which runs even while this one is in a loop. */
function startWatch(): void {
  const name = `./watch${extname(import.meta.url)}`;
  const watch = new Worker(new URL(name, import.meta.url), {
    workerData: { memoryMegabytes, parentPid } satisfies Watched,
    stdout: true,
    stderr: true,
  });
  watch.unref();
}

/** Sending to a parent that has ended would throw, and be reported in a loop. */
function report(report: Report): void {
  if (process.connected) send?.({ secret, report } satisfies Envelope);
}

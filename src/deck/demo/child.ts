/** The process in which a demo runs: it does one job, reports on it and ends. */
import { createRecorder, type Recorder } from 'async-lab';
import type { Demo, DemoContext } from './demo.ts';
import type { Job, Report } from './protocol.ts';
import { slimTrace } from './slim.ts';

const snapshotEveryMs = 100;
const controller = new AbortController();

process.once('SIGTERM', () => {
  controller.abort();
});
// Without its parent it has no purpose.
process.once('disconnect', () => process.exit(1));
process.once('message', (job: Job) => {
  void work(job);
});

async function work({ url, scale, parameters, only }: Job): Promise<void> {
  try {
    const { demo } = (await import(url)) as { demo: Demo };
    const { signal } = controller;
    await demo.run({ scale, parameters, signal, ...createDemoContext(only) });
    await report({ kind: 'done' });
  } catch (error) {
    await report({ kind: 'threw', message: messageOf(error) });
  }
  process.exit();
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return error.message || code || error.name;
}

/** Makes the part of a demo's context that it records with. */
function createDemoContext(
  only: string | undefined,
): Pick<DemoContext, 'record' | 'note'> {
  let current: { run: string; recorder: Recorder } | undefined;

  return {
    async record(run, work, prepare = () => undefined) {
      if (only !== undefined && run !== only) return;
      await prepare();
      await reportAndWait({ kind: 'ready', run });
      const recorder = createRecorder();
      current = { run, recorder };
      const timer = setInterval(() => {
        const trace = slimTrace(recorder.snapshot());
        void report({ kind: 'trace', run, trace });
      }, snapshotEveryMs);
      try {
        await recorder.run(work);
      } finally {
        clearInterval(timer);
        recorder.stop();
        current = undefined;
      }
      const trace = slimTrace(recorder.stop());
      await reportAndWait({ kind: 'end', run, trace });
    },
    note(text) {
      if (!current) {
        throw new Error(`"${text}" was noted while no run was recorded.`);
      }
      const { run, recorder } = current;
      const atMs = recorder.snapshot().durationMs;
      void report({ kind: 'note', run, atMs, text });
    },
  };
}

/** Sends a report and waits for the message to go on. */
async function reportAndWait(message: Report): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  process.once('message', resolve);
  await report(message);
  await promise;
}

/** Sends a report; resolves when it has left this process. */
function report(message: Report): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => {
      resolve();
    });
  });
}

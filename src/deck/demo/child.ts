/** The process in which a demo runs: it does one job, reports it and ends. */
import { createRecorder, type Recorder } from 'async-lab';
import type { Demo, DemoContext } from './demo.ts';
import type { Job, Report } from './protocol.ts';
import { slimTrace } from './slim.ts';

const snapshotEveryMs = 100;
const controller = new AbortController();

process.once('SIGTERM', () => {
  controller.abort();
});
// Nobody is left to tell anything to.
process.once('disconnect', () => process.exit(1));
process.once('message', (job: Job) => {
  void work(job);
});

async function work({ url, scale, parameters, only }: Job): Promise<void> {
  try {
    const { demo } = (await import(url)) as { demo: Demo };
    const { signal } = controller;
    await demo.run({ scale, parameters, signal, ...createScribe(only) });
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

/** What a demo records with. */
function createScribe(
  only: string | undefined,
): Pick<DemoContext, 'record' | 'note'> {
  let current: { run: string; recorder: Recorder } | undefined;

  return {
    async record(run, work, prepare = () => undefined) {
      if (only !== undefined && run !== only) return;
      await prepare();
      await inTurn({ kind: 'ready', run });
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
      await inTurn({ kind: 'end', run, trace: slimTrace(recorder.stop()) });
    },
    note(text) {
      if (!current) throw new Error(`"${text}" is no note of any run.`);
      const { run, recorder } = current;
      const atMs = recorder.snapshot().durationMs;
      void report({ kind: 'note', run, atMs, text });
    },
  };
}

/** Says something and waits until it is told to go on. */
async function inTurn(message: Report): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  process.once('message', resolve);
  await report(message);
  await promise;
}

/** Is there when the message has left. */
function report(message: Report): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => {
      resolve();
    });
  });
}

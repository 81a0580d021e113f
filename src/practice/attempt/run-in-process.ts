import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lab } from '../../lab/lab.ts';
import type { Exercise, Run } from '../exercise.ts';
import type { Attempt } from './attempt.ts';
import { labOptionsOf } from './lab-options.ts';
import type { LabPool } from './lab-pool.ts';
import { endingOf } from './ending.ts';
import { memoryMegabytes } from './protocol.ts';
import type { Job } from './protocol.ts';
import { settledStats } from './settle.ts';

const own = extname(import.meta.url);
const childFile = fileURLToPath(new URL(`./child${own}`, import.meta.url));
const defaultDeadlineMs = 10_000;
const printedLength = 10_000;

/**
 * Does one run of an exercise with the learner's file, in a process of its own
 * with a deadline and a memory bound. Whatever that code does, there is an
 * attempt in the end, and no process.
 * @param scratch where a folder for the run is made, and removed again
 * @param labs where its lab comes from
 */
export async function runInProcess(
  exercise: Exercise,
  file: string,
  run: Run,
  scratch: string,
  labs: LabPool,
): Promise<Attempt> {
  const options = labOptionsOf(run);
  const lab = await labs.take(options);
  const folder = mkdtempSync(join(scratch, '.run-'));
  const child = startChild(dirname(file));
  try {
    const exerciseUrl = new URL(
      `../exercises/${exercise.id}${own}`,
      import.meta.url,
    ).href;
    child.send({
      exerciseUrl,
      file,
      labUrl: lab.url,
      seed: run.seed,
      folder,
    } satisfies Job);
    return await follow(exercise, run, lab, child);
  } finally {
    await end(child);
    await labs.giveBack(lab, options);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function startChild(cwd: string): ChildProcess {
  return fork(childFile, {
    cwd,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${memoryMegabytes / 2}`],
    env: { ...process.env, NODE_OPTIONS: '', LAB_URL: '' },
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Waits for the run to end, in one of all the ways in which it can. */
async function follow(
  exercise: Exercise,
  { seed, deadlineMs = defaultDeadlineMs }: Run,
  lab: Lab,
  child: ChildProcess,
): Promise<Attempt> {
  const printed = collectPrinted(child);
  const ending = await endingOf(child, deadlineMs);
  if (ending.kind === 'failed') {
    const { failure, trace } = ending;
    return { seed, failure, printed: printed(), ...(trace && { trace }) };
  }
  const { value, trace } = ending;
  const stats = await settledStats(exercise, lab);
  const evidence = { seed, value, trace, stats };
  return { seed, evidence, trace, printed: printed() };
}

/** Gives what the process has written so far, if not too much. */
function collectPrinted(child: ChildProcess): () => string {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(0, printedLength);
    });
  }
  return () => printed;
}

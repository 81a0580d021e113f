import { traceUntil } from '../../../trace/render/browser.ts';
import type {
  DemoEvent,
  RecordedDemo,
  RecordedRun,
  Seen,
} from '../../demo/demo.ts';

/** How often a picture that grows is drawn anew. */
const frameEveryMs = 80;

/** Everything at once: the picture at the end. */
export function endOf({ runs }: RecordedDemo): DemoEvent[] {
  const events = runs.flatMap((run): DemoEvent[] => [
    { type: 'run', run: run.name },
    ...run.notes.map((note) => ({
      type: 'note' as const,
      run: run.name,
      ...note,
    })),
    endOfRun(run),
  ]);
  return [...events, { type: 'done' }];
}

/** Plays a recording at its own pace: a race's runs all at the same time. */
export async function play(
  recorded: RecordedDemo,
  tell: (event: DemoEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { lanes, runs } = recorded;
  if (lanes === 'race') {
    await Promise.all(runs.map((run) => playRun(run, tell, signal)));
  } else {
    for (const run of runs) await playRun(run, tell, signal);
  }
  if (!signal.aborted) tell({ type: 'done' });
}

async function playRun(
  recorded: RecordedRun,
  tell: (event: DemoEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { name: run, seconds, trace, notes } = recorded;
  if (signal.aborted) return;
  tell({ type: 'run', run });
  // A program that stands still tells nothing until it is over.
  const isSilent = trace.requests.some(({ blocking }) => blocking);
  let told = 0;
  for await (const nowMs of ticks(seconds * 1000, signal)) {
    for (const note of notes.slice(told)) {
      if (note.atMs > nowMs) break;
      tell({ type: 'note', run, ...note });
      told += 1;
    }
    const seen = seenAt(recorded, nowMs);
    if (seen) tell({ type: 'server', run, atMs: nowMs, seen });
    if (!isSilent) {
      tell({ type: 'trace', run, trace: traceUntil(trace, nowMs) });
    }
  }
  for (const note of notes.slice(told)) tell({ type: 'note', run, ...note });
  tell(endOfRun(recorded));
}

/** Milliseconds since the beginning, now and then, until an end. */
async function* ticks(
  endMs: number,
  signal: AbortSignal,
): AsyncGenerator<number> {
  const startedMs = performance.now();
  for (;;) {
    const nowMs = performance.now() - startedMs;
    if (signal.aborted || nowMs >= endMs) return;
    yield nowMs;
    await new Promise((resolve) => {
      setTimeout(resolve, Math.min(frameEveryMs, endMs - nowMs));
    });
  }
}

function seenAt({ server }: RecordedRun, nowMs: number): Seen | undefined {
  const sample = server.findLast(([atMs]) => atMs <= nowMs);
  return sample && seenOf(sample);
}

function seenOf(sample: RecordedRun['server'][number]): Seen {
  const [, requests, inFlight, aborted] = sample;
  return { requests, inFlight, aborted };
}

function endOfRun({ name: run, trace, server }: RecordedRun): DemoEvent {
  const last = server.at(-1);
  const seen = last ? seenOf(last) : { requests: 0, inFlight: 0, aborted: 0 };
  return { type: 'end', run, trace, seen };
}

import { traceUntil } from '../../../trace/render/browser.ts';
import type {
  DemoEvent,
  RecordedDemo,
  RecordedRun,
  Seen,
} from '../../demo/demo.ts';

/** How often a growing picture is redrawn. */
const frameEveryMs = 80;

/** The events that lead to the picture at the end at once. */
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

/** Plays a recording at its own pace: the runs of a heat at the same time. */
export async function play(
  recorded: RecordedDemo,
  report: (event: DemoEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { heats = recorded.runs.map(({ name }) => [name]) } = recorded;
  for (const heat of heats) {
    const runs = recorded.runs.filter(({ name }) => heat.includes(name));
    await Promise.all(runs.map((run) => playRun(run, report, signal)));
  }
  if (!signal.aborted) report({ type: 'done' });
}

async function playRun(
  recorded: RecordedRun,
  report: (event: DemoEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { name: run, seconds, trace, notes } = recorded;
  if (signal.aborted) return;
  report({ type: 'run', run });
  // A program that blocks its thread reports nothing until it is over.
  const isSilent = trace.requests.some(({ blocking }) => blocking);
  let noted = 0;
  for await (const nowMs of ticks(seconds * 1000, signal)) {
    for (const note of notes.slice(noted)) {
      if (note.atMs > nowMs) break;
      report({ type: 'note', run, ...note });
      noted += 1;
    }
    const seen = seenAt(recorded, nowMs);
    if (seen) report({ type: 'server', run, atMs: nowMs, seen });
    if (!isSilent) {
      report({ type: 'trace', run, trace: traceUntil(trace, nowMs) });
    }
  }
  for (const note of notes.slice(noted)) report({ type: 'note', run, ...note });
  report(endOfRun(recorded));
}

/** Yields the milliseconds since the beginning, regularly, until `endMs`. */
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

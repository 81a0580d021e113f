import { duration } from '../../../trace/render/browser.ts';
import { secondsOf, type DemoState, type RunState } from './state.ts';

/** What the button says that runs a demo, or plays its recording. */
export function buttonWords(
  phase: DemoState['phase'],
  canRun: boolean,
): string {
  const words = canRun ? 'Run' : 'Play';
  return phase === 'idle' ? words : `${words} again`;
}

/** What goes on before anything is to be seen, or what went wrong. */
export function statusWords({ phase, message }: DemoState): string {
  if (phase === 'starting') return 'Starting a lab and a process …';
  if (phase !== 'failed') return '';
  const end = /[.!?…]$/.test(message) ? '' : '.';
  return `${message}${end} D plays the recording.`;
}

/** How long a run took, or has taken so far: `0.66 s`. */
export function secondsWords(run: RunState, nowMs: number): string {
  return `${secondsOf(run, nowMs).toFixed(run.isOver ? 2 : 1)} s`;
}

/** The last notes of a run, with what the servers saw at that time. */
export function noteLines({ notes, seen }: RunState): string[] {
  const servedMatters = notes.some((note) => isWorthSaying(note.seen));
  const lines = notes.map(({ atMs, text, seen: { inFlight, aborted } }) => {
    const atServer =
      `; at the server: ${inFlight} in flight` +
      (aborted > 0 ? `, ${aborted} aborted` : '');
    return `${duration(atMs)}: ${text}${servedMatters ? atServer : ''}`;
  });
  if (lines.length === 0 && seen) {
    const { requests, inFlight } = seen;
    return [`At the server: ${requests} requests, ${inFlight} in flight`];
  }
  return lines.slice(-2);
}

function isWorthSaying({
  inFlight,
  aborted,
}: RunState['notes'][number]['seen']): boolean {
  return inFlight + aborted > 0;
}

/** The run that goes on, or was the last to; the first before any began. */
export function currentName(
  { runs }: DemoState,
  names: readonly string[],
): string {
  return runs.at(-1)?.name ?? names[0] ?? '';
}

/** The run of a name, if it has begun. */
export function runOf(
  { runs }: DemoState,
  name: string | undefined,
): RunState | undefined {
  return runs.find((run) => run.name === name);
}

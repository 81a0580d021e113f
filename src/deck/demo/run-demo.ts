import type { Demo, DemoEvent } from './demo.ts';
import { WorkError } from '../../setup/errors.mjs';
import { runLane } from './lane.ts';

/** What is to be run, and how. */
export interface DemoPlan {
  readonly url: string;
  readonly demo: Demo;
  readonly scale: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** Whether the runs of a race take place at the same time. */
  readonly sideBySide: boolean;
  readonly deadlineMs: number;
}

/**
 * Runs a demo and reports what happens, as it happens. It ends in any case,
 * whatever the demo does.
 * @throws WorkError in one line when it fails, ends early or takes longer than
 * its deadline, and the signal's reason when that aborts
 */
export async function runDemo(
  plan: DemoPlan,
  onEvent: (event: DemoEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { url, demo, scale, parameters, sideBySide, deadlineMs } = plan;
  const lanes = (sideBySide && demo.lanes === 'race' && demo.runs) || [
    undefined,
  ];
  const stop = new AbortController();
  const timer = setTimeout(() => {
    stop.abort(new WorkError(lateWords(deadlineMs)));
  }, deadlineMs);
  const start = createBarrier(lanes.length);
  const either = AbortSignal.any([signal, stop.signal]);
  const running = lanes.map((only) =>
    runLane(
      { job: { url, scale, parameters, only }, onEvent, start },
      either,
    ).catch((error: unknown) => {
      // One that fails takes the others with it.
      stop.abort(error);
      throw error;
    }),
  );
  try {
    await Promise.allSettled(running);
    await Promise.all(running);
    either.throwIfAborted();
  } finally {
    clearTimeout(timer);
  }
}

function lateWords(deadlineMs: number): string {
  const seconds = Number((deadlineMs / 1000).toFixed(1));
  return `The demo was not done after ${seconds} s, so it was stopped.`;
}

/** Makes each caller wait until `all` of them have come. */
function createBarrier(all: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let waiting = 0;
  return async () => {
    waiting += 1;
    if (waiting >= all) resolve(undefined);
    await promise;
  };
}

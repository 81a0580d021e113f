import type { Demo, DemoEvent } from './demo.ts';
import { prepareLane, type Lane } from './lane.ts';
import type { Job } from './protocol.ts';
import { all, withDeadline } from './together.ts';

/** What is to be run, and how. */
export interface DemoPlan {
  readonly url: string;
  readonly demo: Demo;
  readonly scale: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** Whether the runs of a heat take place at the same time. */
  readonly sideBySide: boolean;
  /** How long it may take once it has begun. */
  readonly deadlineMs: number;
}

/** A demo whose processes and labs are there, and wait. */
export interface PreparedDemo {
  /**
   * Runs it, once, and reports what happens, as it happens. It ends in any case,
   * whatever the demo does, and so do its processes.
   * @throws WorkError in one line when it fails, ends early or takes longer than
   * its deadline, and the signal's reason when that aborts
   */
  readonly run: (
    onEvent: (event: DemoEvent) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Ends its processes and labs. */
  readonly end: () => Promise<void>;
}

/** Longer than processes and labs need to start on a busy machine. */
const startTimeoutMs = 120_000;

/**
 * Starts what a demo needs: that takes seconds, during which a room would wait.
 * @throws what running it throws; then nothing is left
 */
export async function prepareDemo(
  plan: DemoPlan,
  signal: AbortSignal,
): Promise<PreparedDemo> {
  const { url, demo, scale, parameters, sideBySide, deadlineMs } = plan;
  const heats = (sideBySide && demo.heats) || [[undefined]];
  const jobs = heats.flat().map((only) => ({ url, scale, parameters, only }));
  const started: Lane[] = [];
  const end = async () => {
    await Promise.all(started.map((lane) => lane.end()));
  };
  const start = async (job: Job, signal: AbortSignal) => {
    const lane = await prepareLane(job, signal);
    started.push(lane);
    return lane;
  };
  try {
    const lanes = await withDeadline(startTimeoutMs, signal, (deadline) =>
      all(jobs, start, deadline),
    );
    return {
      run: (onEvent, signal) =>
        withDeadline(deadlineMs, signal, async (deadline) => {
          const rest = [...lanes];
          for (const { length } of heats) {
            await runHeat(rest.splice(0, length), onEvent, deadline);
          }
        }).finally(end),
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Starts what a demo needs and runs it. @throws what `PreparedDemo.run` throws */
export async function runDemo(
  plan: DemoPlan,
  onEvent: (event: DemoEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const prepared = await prepareDemo(plan, signal);
  await prepared.run(onEvent, signal);
}

/** Runs lanes side by side, and ends them: the next ones need the machine. */
async function runHeat(
  lanes: readonly Lane[],
  onEvent: (event: DemoEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  await all(lanes, (lane, either) => lane.run(onEvent, either), signal);
  await Promise.all(lanes.map((lane) => lane.end()));
}

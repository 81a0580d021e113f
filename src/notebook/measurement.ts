import { withServerSide } from '../trace/record/ask-servers.ts';
import { createRecorder, type Recorder } from '../trace/record/record.ts';
import { statisticsOf, type Statistics } from '../trace/analyse/statistics.ts';
import { summarise, type Summary } from '../trace/analyse/summarise.ts';
import type { Trace } from '../trace/trace.ts';
import { cellSignal } from './publish.ts';

/** What a timing cell gives: the numbers of a `Summary`, and where they come from. */
export interface Measurement<Result = unknown> extends Summary {
  /** The name that the cell gave it. */
  readonly name: string;
  /** What the work gave, the last time it ran. */
  readonly result: Result;
  /** What happened; in repeated runs, the run that took the median time. */
  readonly trace: Trace;
  /** The seconds of every run. */
  readonly times: Statistics;
  /** The seconds that the latency model gives, if the cell passed them in. */
  readonly idealSeconds?: number;
}

/** How to measure. */
export interface MeasureOptions {
  /** How many times to run the work; 1 by default. */
  readonly repeat?: number;
  /** The seconds that the latency model gives, to compare with. */
  readonly idealSeconds?: number;
  /**
   * Whether to record and show also what the program has under way, step by
   * step: for a small program that is to be understood, since it makes it slower.
   */
  readonly steps?: boolean;
}

/**
 * Runs work `repeat` times, one run after another.
 * @param onStart is called with each run's recorder when the run starts
 * @throws what the work throws, as the cause of a MeasurementError with its trace
 */
export async function measure<Result>(
  name: string,
  work: () => Result,
  { repeat = 1, idealSeconds }: MeasureOptions,
  onStart: (recorder: Recorder) => void = () => undefined,
): Promise<Measurement<Awaited<Result>>> {
  if (!(Number.isInteger(repeat) && repeat >= 1)) {
    throw new RangeError(`repeat must be 1, 2, 3 …, but is ${repeat}.`);
  }
  const runs: { result: Awaited<Result>; trace: Trace }[] = [];
  for (let run = 0; run < repeat; run += 1) {
    const recorder = createRecorder();
    // After an interruption the work may never end, so it cannot stop this.
    cellSignal().addEventListener('abort', () => recorder.stop(), {
      once: true,
    });
    onStart(recorder);
    try {
      const result = await recorder.run(work);
      runs.push({ result, trace: await withServerSide(recorder.stop()) });
    } catch (error) {
      const trace = await withServerSide(recorder.stop());
      throw new MeasurementError(error, trace);
    }
  }
  return {
    ...summed(name, runs),
    ...(idealSeconds === undefined ? {} : { idealSeconds }),
  };
}

/** The measured work failed; what it threw is the cause. */
export class MeasurementError extends Error {
  /** What happened until the work failed. */
  readonly trace: Trace;

  constructor(cause: unknown, trace: Trace) {
    super('The measured work failed.', { cause });
    this.trace = trace;
  }
}

function summed<Result>(
  name: string,
  runs: readonly { result: Result; trace: Trace }[],
): Measurement<Result> {
  const times = statisticsOf(runs.map(({ trace }) => trace.durationMs / 1000));
  const typical = runs.find(
    ({ trace }) => trace.durationMs / 1000 === times.median,
  );
  const last = runs.at(-1);
  if (!typical || !last) throw new RangeError('There were no runs.');
  const { trace } = typical;
  return { name, result: last.result, trace, times, ...summarise(trace) };
}

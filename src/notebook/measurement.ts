import { createRecorder, type Recorder } from '../trace/record/record.ts';
import { statisticsOf, type Statistics } from '../trace/analyse/statistics.ts';
import { summarise, type Summary } from '../trace/analyse/summarise.ts';
import type { Trace } from '../trace/trace.ts';
import { cellSignal } from './publish.ts';

/** What a timing cell gives back. */
export interface Measurement<Result = unknown> extends Summary {
  readonly name: string;
  /** What the work gave, the last time it ran. */
  readonly result: Result;
  /** What happened; of repeated runs, in the one that took the median time. */
  readonly trace: Trace;
  /** The seconds of every run. */
  readonly times: Statistics;
  /** What the latency model says it should take, where that was given. */
  readonly idealSeconds?: number;
}

export interface MeasureOptions {
  /** How often to run the work; 1 unless told. */
  readonly repeat?: number;
  readonly idealSeconds?: number;
}

/**
 * Runs work, as often as asked, one run after another.
 * @param onStart is told of each run's recorder as the run starts
 * @throws what the work throws, with its trace in `MeasurementError.trace`
 */
export async function measure<Result>(
  name: string,
  work: () => Result,
  { repeat = 1, ...rest }: MeasureOptions,
  onStart: (recorder: Recorder) => void = () => undefined,
): Promise<Measurement<Awaited<Result>>> {
  if (!(Number.isInteger(repeat) && repeat >= 1)) {
    throw new RangeError(`repeat must be 1, 2, 3 …, but is ${repeat}.`);
  }
  const runs: { result: Awaited<Result>; trace: Trace }[] = [];
  for (let run = 0; run < repeat; run += 1) {
    const recorder = createRecorder();
    // Work that was given up never comes back to stop it.
    cellSignal().addEventListener('abort', () => recorder.stop(), {
      once: true,
    });
    onStart(recorder);
    try {
      const result = await recorder.run(work);
      runs.push({ result, trace: recorder.stop() });
    } catch (error) {
      throw new MeasurementError(error, recorder.stop());
    }
  }
  return { ...summed(name, runs), ...rest };
}

/** Work that failed, and the trace of what happened until then. */
export class MeasurementError extends Error {
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

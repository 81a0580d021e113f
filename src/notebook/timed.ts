import { createRecorder, type Recorder } from '../trace/record/record.ts';
import { createBusyRemark, waitForCalm } from './calm.ts';
import {
  measure,
  MeasurementError,
  type Measurement,
  type MeasureOptions,
} from './measurement.ts';
import {
  frameOutput,
  measurementOutput,
  predictionOutput,
  stackOutputs,
  traceOutput,
  wordsOutput,
} from './outputs.ts';
import { createStepsOutput } from './steps.ts';
import { predictionResultsFor } from './predict.ts';
import { cellSignal, publish, publishInPlace, type Output } from './publish.ts';

/** Frequent enough to look alive, rare enough to leave the loop to the work. */
const frameIntervalMs = 200;

/** Drawing a frame takes at most this part of the time until the next one. */
const drawingShare = 0.1;

/** Long enough for the first frame to reach the page before the work starts. */
const firstFrameMs = 50;

/**
 * Runs work and shows what happened: each request, each connection and the event
 * loop's heartbeat.
 * @returns the measurement, with what the work gave as `result`
 * @throws what the work throws, after showing what happened until then, and a
 * RangeError when `repeat` is not a whole number above 0
 */
export async function timed<Result>(
  name: string,
  work: () => Result,
  options: MeasureOptions = {},
): Promise<Measurement<Awaited<Result>>> {
  const remark = busyRemark(await waitForCalm());
  const steps = options.steps ? createStepsOutput(name) : undefined;
  const run = steps ? () => steps.run(work) : work;
  return shown(name, measure(name, run, options), (output) => {
    publish(withRemark(steps ? steps.below(output) : output, remark));
  });
}

/**
 * Like `timed`, but draws while the work runs. Drawing needs the event loop
 * too: while the work blocks it, the picture does not move.
 * @returns the measurement, with what the work gave as `result`
 * @throws what the work throws, after showing what happened until then, and a
 * RangeError when `repeat` is not a whole number above 0
 */
export async function live<Result>(
  name: string,
  work: () => Result,
  options: MeasureOptions = {},
): Promise<Measurement<Awaited<Result>>> {
  const place = publishInPlace();
  place.update(frameOutput(createRecorder().stop(), name));
  await new Promise((resolve) => setTimeout(resolve, firstFrameMs));
  const remark = busyRemark(await waitForCalm());
  let stopDrawing = () => {};
  const measurement = measure(name, work, options, (recorder) => {
    stopDrawing();
    stopDrawing = drawFrames(recorder, (frame) => {
      place.update(frameOutput(frame.snapshot(), name));
    });
  });
  try {
    return await shown(name, measurement, (output) => {
      stopDrawing();
      place.finish(withRemark(output, remark));
    });
  } finally {
    stopDrawing();
  }
}

const busyRemark = createBusyRemark();

function withRemark(output: Output, remark: string): Output {
  return remark === '' ? output : stackOutputs([wordsOutput(remark), output]);
}

/** Shows how a measurement ends, whether it succeeds or fails. */
async function shown<Result>(
  name: string,
  measurement: Promise<Measurement<Result>>,
  show: (output: Output) => void,
): Promise<Measurement<Result>> {
  try {
    const done = await measurement;
    show(withPredictions(done));
    return done;
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    show(traceOutput(error.trace, `${name}, which failed`));
    throw error.cause;
  }
}

function withPredictions(measurement: Measurement): Output {
  const output = measurementOutput(measurement);
  const results = predictionResultsFor(measurement);
  if (results.length === 0) return output;
  return stackOutputs([output, predictionOutput(results)]);
}

/**
 * Draws frame after frame until the cell is interrupted, or until the function
 * that this returns is called.
 */
function drawFrames(
  recorder: Recorder,
  draw: (recorder: Recorder) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const frame = () => {
    const from = performance.now();
    draw(recorder);
    const tookMs = performance.now() - from;
    next(Math.max(frameIntervalMs, tookMs / drawingShare));
  };
  const next = (delayMs: number) => {
    timer = setTimeout(frame, delayMs).unref();
  };
  const stop = () => {
    clearTimeout(timer);
  };
  cellSignal().addEventListener('abort', stop, { once: true });
  next(frameIntervalMs);
  return stop;
}

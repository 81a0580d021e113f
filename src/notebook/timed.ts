import { createRecorder, type Recorder } from '../trace/record/record.ts';
import {
  measure,
  MeasurementError,
  type Measurement,
  type MeasureOptions,
} from './measurement.ts';
import { measurementOutput } from './measurement-output.ts';
import { verdictsOn } from './predict.ts';
import { stackOutputs, traceOutput, verdictOutput } from './outputs.ts';
import { cellSignal, publish, publishInPlace, type Output } from './publish.ts';

/** Often enough to look alive, seldom enough to leave the loop alone. */
const frameIntervalMs = 200;

/** A frame may take this part of the time until the next, and no more. */
const drawingShare = 0.1;

/** Long enough for the first frame to reach the page before the work starts. */
const firstFrameMs = 50;

/**
 * Runs work, shows what happened (each request, each connection and the event
 * loop's heartbeat) and returns it, the work's own result as `result`.
 * @throws what the work throws, after showing what happened until then
 */
export async function timed<Result>(
  name: string,
  work: () => Result,
  options: MeasureOptions = {},
): Promise<Measurement<Awaited<Result>>> {
  return shown(name, measure(name, work, options), publish);
}

/**
 * Like `timed`, but draws while the work runs. Drawing needs the event loop
 * too: where the work blocks it, the picture stands still.
 * @throws what the work throws, after showing what happened until then
 */
export async function live<Result>(
  name: string,
  work: () => Result,
  options: MeasureOptions = {},
): Promise<Measurement<Awaited<Result>>> {
  const place = publishInPlace();
  place.update(traceOutput(createRecorder().stop(), name));
  await new Promise((resolve) => setTimeout(resolve, firstFrameMs));
  let stopDrawing = () => {};
  const measurement = measure(name, work, options, (recorder) => {
    stopDrawing();
    stopDrawing = drawFrames(recorder, (frame) => {
      place.update(traceOutput(frame.snapshot(), name));
    });
  });
  try {
    return await shown(name, measurement, (output) => {
      stopDrawing();
      place.finish(output);
    });
  } finally {
    stopDrawing();
  }
}

/** Shows how a measurement ends, well or badly. */
async function shown<Result>(
  name: string,
  measurement: Promise<Measurement<Result>>,
  show: (output: Output) => void,
): Promise<Measurement<Result>> {
  try {
    const done = await measurement;
    show(withVerdicts(done));
    return done;
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    show(traceOutput(error.trace, `${name}, which failed`));
    throw error.cause;
  }
}

function withVerdicts(measurement: Measurement): Output {
  const output = measurementOutput(measurement);
  const verdicts = verdictsOn(measurement);
  if (verdicts.length === 0) return output;
  return stackOutputs([output, verdictOutput(verdicts)]);
}

/** Draws again and again until told to stop, or the cell is interrupted. */
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

import { durationLike } from '../trace/render/words.ts';
import type { Measurement } from './measurement.ts';
import { stackOutputs, traceOutput, wordsOutput } from './outputs.ts';
import type { Output } from './publish.ts';

/** A measurement's trace, and in words what repeating it or its model says. */
export function measurementOutput(measurement: Measurement): Output {
  const remarks = [remarkOnRepeats(measurement), remarkOnIdeal(measurement)];
  return stackOutputs([
    traceOutput(measurement.trace, measurement.name),
    ...remarks.filter((remark) => remark !== '').map(wordsOutput),
  ]);
}

function remarkOnRepeats({ times }: Measurement): string {
  if (times.count === 1) return '';
  const [median, lowest, highest] = [
    times.median,
    times.lowest,
    times.highest,
  ].map((seconds) => durationLike(seconds, times.highest));
  return `Run ${times.count} times: median ${median}, from ${lowest} to ${highest}. The picture shows the median run.`;
}

function remarkOnIdeal({ times, idealSeconds }: Measurement): string {
  if (idealSeconds === undefined) return '';
  const percent = Math.round((times.median / idealSeconds - 1) * 100);
  const ideal = durationLike(idealSeconds, idealSeconds);
  return `The model of the lab gives ${ideal}; this took ${Math.abs(percent)} % ${percent < 0 ? 'less' : 'more'}.`;
}

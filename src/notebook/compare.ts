import { ladderNames } from '../trace/ladder.ts';
import { renderComparison } from '../trace/render/comparison.ts';
import type { ComparedRun } from '../trace/render/compared-run.ts';
import { renderComparisonText } from '../trace/render/text.ts';
import type { Measurement } from './measurement.ts';
import { stackOutputs, tableOutput } from './outputs.ts';
import { publish } from './publish.ts';

/**
 * Shows measurements as bars side by side, with how many times as fast as the
 * first each of them is. Where repeated runs are too noisy to tell which one is
 * faster, it says so.
 */
export function compare(first: Measurement, ...others: Measurement[]): void {
  const measurements = [first, ...others];
  const runs = measurements.map(comparedRun);
  publish(
    stackOutputs([
      {
        html: renderComparison(runs, { paletteNames: ladderNames }),
        text: renderComparisonText(runs, {
          columns: 80,
          colour: false,
          paletteNames: ladderNames,
        }),
      },
      tableOutput(factsOf(measurements)),
    ]),
  );
}

function comparedRun(measurement: Measurement): ComparedRun {
  const { name, times, idealSeconds } = measurement;
  const { median: seconds, lowest, highest, count } = times;
  return {
    name,
    seconds,
    ...(idealSeconds === undefined ? {} : { idealSeconds }),
    ...(count === 1 ? {} : { spread: { lowest, highest } }),
  };
}

/** A row for each measurement, without request columns if none made any. */
function factsOf(measurements: readonly Measurement[]): object[] {
  const haveRequests = measurements.some(({ requests }) => requests > 0);
  return measurements.map((measurement) => ({
    run: measurement.name,
    seconds: measurement.times.median,
    ...(haveRequests && {
      requests: measurement.requests,
      connections: measurement.connections,
      'in flight': measurement.peakInFlight,
    }),
    'longest stall (ms)': Math.round(measurement.heartbeatMaxGapMs),
  }));
}

import { packRuns } from '../trace/explore/chains.ts';
import { ladderNames } from '../trace/ladder.ts';
import {
  differenceSentence,
  pathSentence,
  renderCriticalPaths,
} from '../trace/render/critical-path.ts';
import { renderComparison } from '../trace/render/comparison.ts';
import type { ComparedRun } from '../trace/render/compared-run.ts';
import { renderComparisonText } from '../trace/render/text.ts';
import { inElement } from './explorer.ts';
import type { Measurement } from './measurement.ts';
import { stackOutputs, tableOutput, wordsOutput } from './outputs.ts';
import { publish, type Output } from './publish.ts';

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
      ...chainsOutput(measurements),
      tableOutput(factsOf(measurements)),
    ]),
  );
}

/** More on one axis are hard to follow. */
const mostChains = 3;

/**
 * Of two or three runs that made requests, the chain of waits that decided when
 * each ended, on one time axis, and in a sentence what it spent its time on.
 */
function chainsOutput(measurements: readonly Measurement[]): Output[] {
  const isShown =
    measurements.length > 1 &&
    measurements.length <= mostChains &&
    measurements.every(({ requests }) => requests > 0);
  const [first] = measurements;
  if (!isShown || !first) return [];
  const picture = renderCriticalPaths(measurements);
  const name = measurements.map((each) => each.name).join(', ');
  const sentences = [
    ...measurements.map(pathSentence),
    ...measurements.slice(1).map((each) => differenceSentence(first, each)),
  ].filter((sentence) => sentence !== '');
  return [
    {
      html: inElement('chain-explorer', picture, packRuns(measurements), name),
      text: 'What each run waited for:',
    },
    ...sentences.map(wordsOutput),
  ];
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

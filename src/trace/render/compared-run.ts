import { speedUp, type Statistics } from '../analyse/statistics.ts';
import { durationLike } from './words.ts';

/** One run among others that are compared by how long they took. */
export interface ComparedRun {
  readonly name: string;
  /** The median, where it was repeated. */
  readonly seconds: number;
  /** What the latency model says it should take. */
  readonly idealSeconds?: number;
  /** The fastest and the slowest of repeated runs, in seconds. */
  readonly spread?: { readonly lowest: number; readonly highest: number };
}

/** A run compared with the first one, in plain words. */
export interface ComparedWords {
  readonly name: string;
  /** All runs in the same unit. */
  readonly time: string;
  /** `18× as fast`; empty for the first run. */
  readonly speedUp: string;
}

/** Each run compared with the first. */
export function comparedWords(runs: readonly ComparedRun[]): ComparedWords[] {
  const longest = longestSeconds(runs);
  return runs.map((run, index) => ({
    name: run.name,
    time: durationLike(run.seconds, longest),
    speedUp: index === 0 || !runs[0] ? '' : speedUpWords(runs[0], run),
  }));
}

/** The longest time in a comparison. */
export function longestSeconds(runs: readonly ComparedRun[]): number {
  const ends = runs.flatMap(({ seconds, idealSeconds, spread }) => [
    seconds,
    idealSeconds ?? 0,
    spread?.highest ?? 0,
  ]);
  return Math.max(0, ...ends.filter(Number.isFinite));
}

/** `18× as fast`, `1.3× as slow`, or that the difference is not clear. */
function speedUpWords(first: ComparedRun, run: ComparedRun): string {
  const { ratio, clear } = speedUp(statistics(first), statistics(run));
  if (!(ratio > 0) || !Number.isFinite(ratio)) return '';
  if (!clear && (first.spread ?? run.spread)) return 'too noisy to tell';
  if (ratio > 0.95 && ratio < 1.05) return 'about as fast';
  return ratio > 1 ? `${times(ratio)} as fast` : `${times(1 / ratio)} as slow`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 9.95 ? 1 : 0)}×`;
}

function statistics({ seconds, spread }: ComparedRun): Statistics {
  const { lowest, highest } = spread ?? { lowest: seconds, highest: seconds };
  return { median: seconds, lowest, highest, count: spread ? 2 : 1 };
}

/** A comparison's result: `bounded is 44× as fast as blocking`. */
export function comparisonHeadline(runs: readonly ComparedRun[]): string {
  const [first, ...others] = runs;
  if (!first) return 'Nothing to compare';
  const best = others.reduce(
    (quickest, run) => (run.seconds < quickest.seconds ? run : quickest),
    first,
  );
  const words = speedUpWords(first, best);
  if (best !== first && words.endsWith('× as fast')) {
    return `${best.name} is ${words} as ${first.name}`;
  }
  return others.length === 0
    ? `${first.name} took ${durationLike(first.seconds, first.seconds)}`
    : `Nothing here is clearly faster than ${first.name}`;
}

/** A comparison, with one sentence for each run. */
export function describeComparison(runs: readonly ComparedRun[]): string {
  return comparedWords(runs)
    .map(({ name, time, speedUp: faster }) =>
      faster === ''
        ? `${name} took ${time}.`
        : `${name} took ${time}, ${faster}.`,
    )
    .join(' ');
}

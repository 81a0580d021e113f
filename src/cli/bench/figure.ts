import {
  statisticsOf,
  type Statistics,
} from '../../trace/analyse/statistics.ts';

/** What a benchmark measured, and what is to be reached. */
export interface Figure {
  readonly name: string;
  /** `×` for a ratio, else `s`, `ms`. */
  readonly unit: string;
  readonly measured: Statistics;
  /** None where nothing is promised. */
  readonly target?: Target;
  /** What else was seen meanwhile. */
  readonly note?: string;
}

export interface Target {
  readonly kind: 'at most' | 'at least';
  readonly value: number;
}

/** How a benchmark is to be run. */
export interface BenchSettings {
  /** Multiplies the lab's delays. */
  readonly scale: number;
  /** How often each thing is measured. */
  readonly repeat: number;
  /** Says what is being done. */
  readonly tell: (text: string) => void;
  /** Says what would have to be there to measure more. */
  readonly advise: (text: string) => void;
}

export interface Benchmark {
  readonly name: string;
  readonly title: string;
  /** Measures; what it lacks it advises of, and gives no figures for. */
  readonly run: (settings: BenchSettings) => Promise<readonly Figure[]>;
}

export function atMost(value: number): Target {
  return { kind: 'at most', value };
}

export function atLeast(value: number): Target {
  return { kind: 'at least', value };
}

/** A figure of repeated measurements. */
export function figure(
  name: string,
  unit: string,
  values: readonly number[],
  target?: Target,
): Figure {
  const measured = statisticsOf(values);
  return { name, unit, measured, ...(target && { target }) };
}

/** Whether the median keeps to its target; null where there is none. */
export function isReached({ measured, target }: Figure): boolean | null {
  if (!target) return null;
  const { kind, value } = target;
  return kind === 'at most'
    ? measured.median <= value
    : measured.median >= value;
}

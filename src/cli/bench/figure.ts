import {
  statisticsOf,
  type Statistics,
} from '../../trace/analyse/statistics.ts';

/** What a benchmark measured, and its target. */
export interface Figure {
  readonly name: string;
  /** `×` for a ratio, otherwise `s`, `ms`, `kB` or `MB`. */
  readonly unit: string;
  readonly measured: Statistics;
  /** Left out if nothing is promised. */
  readonly target?: Target;
  /** What another source measured, if one did. */
  readonly reference?: Reference;
  /** What else was observed. */
  readonly note?: string;
}

/** A figure to compare with, such as a talk's. */
export interface Reference {
  readonly name: string;
  /** In the figure's unit. */
  readonly value: number;
}

export interface Target {
  readonly kind: 'at most' | 'at least';
  readonly value: number;
}

/** How to run a benchmark. */
export interface BenchSettings {
  /** Multiplies the lab's delays. */
  readonly scale: number;
  /** How often each thing is measured. */
  readonly repeat: number;
  /** Shows what is being done. */
  readonly tell: (text: string) => void;
  /** Says what to install or start in order to measure more. */
  readonly advise: (text: string) => void;
}

export interface Benchmark {
  readonly name: string;
  readonly title: string;
  /** Measures; if something is missing, it advises and gives no figures. */
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

/** How many times its reference a figure is; undefined where it has none. */
export function ratioToReference(figure: Figure): number | undefined {
  const { measured, reference } = figure;
  return reference && measured.median / reference.value;
}

/** Whether the median reaches its target; null if there is none. */
export function isReached({ measured, target }: Figure): boolean | null {
  if (!target) return null;
  const { kind, value } = target;
  return kind === 'at most'
    ? measured.median <= value
    : measured.median >= value;
}

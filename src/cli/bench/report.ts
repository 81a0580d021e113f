import { availableParallelism, loadavg } from 'node:os';
import { isReached, ratioToReference, type Figure } from './figure.ts';

/** The result of one benchmark. */
export interface BenchmarkResult {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** What to install or start in order to measure more. */
  readonly advice: readonly string[];
}

const nameWidth = 34;

/** Returns a benchmark's rows of the table. */
export function renderResult(result: BenchmarkResult): string {
  const rows = result.figures.map(renderFigure);
  const advice = result.advice.map((text) => `  ${text}`);
  const head = `${result.name}: ${result.title}`;
  return [head, ...rows, ...advice, ''].join('\n');
}

function renderFigure(figure: Figure): string {
  const { name, unit, measured, target, reference, note } = figure;
  const { median, lowest, highest, count } = measured;
  const range = `${digits(lowest)}–${digits(highest)}`;
  const reached = isReached(figure) ? 'reached' : 'MISSED';
  const verdict = target
    ? `${target.kind} ${target.value} ${unit}: ${reached}`
    : '';
  const beside = reference
    ? `${reference.name} ${digits(reference.value)} ${unit}, ${digits(ratioToReference(figure) ?? NaN)} ×`
    : '';
  const remark = [beside, verdict, note].filter(Boolean).join('; ');
  return [
    `  ${name.padEnd(nameWidth)}`,
    `${digits(median)} ${unit}`.padStart(9),
    `(${range}, n = ${count})`.padEnd(24),
    remark,
  ]
    .join('  ')
    .trimEnd();
}

function digits(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}

/** Returns all results as one JSON document. */
export function renderBenchJson(
  settings: { readonly scale: number; readonly repeat: number },
  results: readonly BenchmarkResult[],
): string {
  const machine = {
    node: process.version,
    platform: process.platform,
    cores: availableParallelism(),
    /** Of the last minute, so this benchmark's own work counts too. */
    load: loadavg()[0],
  };
  const { scale, repeat } = settings;
  const benchmarks = results.map(({ figures, ...rest }) => ({
    ...rest,
    figures: figures.map(({ measured, ...figure }) => ({
      ...figure,
      ...measured,
      ratioToReference: ratioToReference({ ...figure, measured }) ?? null,
      reached: isReached({ ...figure, measured }),
    })),
  }));
  return JSON.stringify({ scale, repeat, machine, benchmarks }, null, 2);
}

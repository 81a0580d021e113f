import type { ServerPhase, ServerSpan } from './server-spans.ts';

/** The most that were in one phase at the same moment. */
export function mostAtOnceIn(
  phase: ServerPhase,
  spans: readonly ServerSpan[],
): number {
  const changes = spans
    .filter((span) => span.phase === phase)
    .flatMap(({ startMs, endMs }) => [
      { atMs: startMs, by: 1 },
      { atMs: endMs, by: -1 },
    ])
    // What ends at the moment at which another begins is not at the same time.
    .sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  let count = 0;
  let most = 0;
  for (const { by } of changes) most = Math.max(most, (count += by));
  return most;
}

/**
 * How many were in one phase on average in each of `columns` equal parts of the
 * time from `fromMs` to `toMs`.
 */
export function loadByColumn(
  phase: ServerPhase,
  spans: readonly ServerSpan[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  columns: number,
): number[] {
  const columnMs = (toMs - fromMs) / columns;
  const partly = Array.from({ length: columns + 1 }, () => 0);
  const changes = Array.from({ length: columns + 2 }, () => 0);
  const add = (list: number[], column: number, value: number) => {
    list[column] = (list[column] ?? 0) + value;
  };
  for (const span of spans) {
    if (span.phase !== phase) continue;
    const start = Math.max(0, (span.startMs - fromMs) / columnMs);
    const end = Math.min(columns, (span.endMs - fromMs) / columnMs);
    if (end <= start) continue;
    const [first, last] = [Math.floor(start), Math.floor(end)];
    add(partly, first, first - start);
    add(partly, last, end - last);
    // All of the columns from the first on, until the last one.
    add(changes, first, 1);
    add(changes, last, -1);
  }
  let whole = 0;
  return partly
    .slice(0, columns)
    .map((part, column) => (whole += changes[column] ?? 0) + part);
}

import type { RaceRun } from './ladder.ts';

/** A run, and the first run, which all others are compared with. */
interface Row {
  readonly run: RaceRun;
  readonly first: RaceRun;
}

interface Column {
  readonly title: string;
  readonly cell: (row: Row) => string;
}

const columns: readonly Column[] = [
  { title: 'seconds', cell: ({ run }) => run.seconds.toFixed(2) },
  { title: 'ideal', cell: ({ run }) => run.idealSeconds?.toFixed(2) ?? '–' },
  {
    title: 'speed-up',
    cell: ({ run, first }) => `${(first.seconds / run.seconds).toFixed(1)}×`,
  },
  { title: 'connections', cell: ({ run }) => String(run.connections) },
  { title: 'in flight', cell: ({ run }) => String(run.peakInFlight) },
  {
    title: 'stall ms',
    cell: ({ run }) => String(Math.round(run.heartbeatMaxGapMs)),
  },
];

const nameWidth = 'sequential'.length;

/** Returns the line above the rows of the plain table. */
export function renderTableHead(): string {
  const titles = columns.map(({ title }) => title);
  return ['run'.padEnd(nameWidth), ...titles].join('  ');
}

/** Returns a run's row, as wide as the head, so that rows can be printed one by one. */
export function renderTableRow(run: RaceRun, first: RaceRun): string {
  const cells = columns.map(({ title, cell }) =>
    cell({ run, first }).padStart(title.length),
  );
  return [run.name.padEnd(nameWidth), ...cells].join('  ');
}

/** Returns the whole table; all runs are compared with the first one. */
export function renderTable(runs: readonly RaceRun[]): string {
  const [first] = runs;
  if (!first) return renderTableHead();
  const rows = runs.map((run) => renderTableRow(run, first));
  return [renderTableHead(), ...rows].join('\n');
}

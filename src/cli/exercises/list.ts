import { styled, type TextOptions } from '../../trace/render/text-style.ts';
import {
  stateOf,
  type ExerciseState,
  type Progress,
} from '../../practice/progress.ts';
import { cutToColumns, padToColumns } from '../../command/columns.ts';
import { printJson, type Context } from './context.ts';
import { isTouched, type Item } from './shelf.ts';

/** Shows all exercises and the learner's progress. */
export function list({ shelf, progress, json, text }: Context): number {
  const rows = rowsOf(shelf, progress.read());
  if (json) {
    printJson({ exercises: rows });
    return 0;
  }
  for (const row of rows) console.log(renderListRow(row, rows, text));
  const passed = rows.filter(({ state }) => state === 'passed').length;
  console.log(`\n${renderProgressBar(passed, rows.length, text)}`);
  return 0;
}

export interface ListRow {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly state: ExerciseState;
}

export function rowsOf(shelf: readonly Item[], progress: Progress): ListRow[] {
  return shelf.map((item) => ({
    id: item.id,
    title: item.master.title,
    minutes: item.master.minutes,
    state: stateOf(progress, item.id, isTouched(item)),
  }));
}

const marks = { new: ' ', started: '…', passed: '✔' } as const;

/** One row of the list; its columns are wide enough for all rows. */
export function renderListRow(
  { id, title, minutes, state }: ListRow,
  rows: readonly ListRow[],
  options: Required<TextOptions>,
): string {
  const idWidth = Math.max(...rows.map((row) => row.id.length));
  const end = `${String(minutes).padStart(3)} min  ${state}`;
  const room = Math.min(options.columns, 80) - idWidth - 22;
  const shortTitle = padToColumns(cutToColumns(title, room), room);
  const row = `${marks[state]} ${id.padEnd(idWidth)}  ${shortTitle}${end}`;
  return state === 'passed' ? styled(row, 'green', options) : row;
}

const widestBar = 40;

/** "██████░░░░ 6 of 10 passed", fitted to the width. */
export function renderProgressBar(
  passed: number,
  all: number,
  options: Required<TextOptions>,
): string {
  const words = `${passed} of ${all} passed`;
  const room = Math.min(widestBar, options.columns - words.length - 2);
  if (room < 5) return words;
  const full = Math.floor((passed / all) * room);
  const bar = styled('█'.repeat(full), 'green', options);
  return `${bar}${'░'.repeat(room - full)} ${words}`;
}

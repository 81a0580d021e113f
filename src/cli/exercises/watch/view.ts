import { columnsOf, cutToColumns } from '../../../command/columns.ts';
import { styled, type TextOptions } from '../../../trace/render/text-style.ts';
import { renderListRow, renderProgressBar } from '../list.ts';
import { renderMarkdown, wrapProse } from '../prose.ts';
import { newerStarterOf, type Item } from '../shelf.ts';
import {
  renderPrinted,
  renderRequests,
  renderVerdict,
} from '../verdict-text.ts';
import type { Frame } from './frame.ts';
import { renderKeys } from './key-words.ts';
import { nextWords } from './next-words.ts';
import {
  currentItem,
  passedCount,
  rowsShown,
  type ListMode,
  type WatchState,
} from './state.ts';

/** The whole screen of a state, before it is fitted to a height. */
export function renderView(
  state: WatchState,
  options: Required<TextOptions>,
): Frame {
  return {
    head: headOf(state, options),
    body: bodyOf(state, options),
    foot: footOf(state, options),
    focus: state.mode.kind === 'list' ? state.mode.cursor : undefined,
  };
}

function headOf(state: WatchState, options: Required<TextOptions>): string[] {
  const item = currentItem(state);
  const { mode } = state;
  if (mode.kind === 'list') {
    return [styled(listTitle(mode), 'bold', options), ''];
  }
  const title = `${item.id}  ${item.master.title}`;
  const right = statusOf(state);
  const room = options.columns - right.length - 1;
  const left = cutToColumns(title, room);
  const gap = ' '.repeat(Math.max(1, room + 1 - columnsOf(left)));
  const where =
    mode.kind === 'solution'
      ? 'the solution, as changes to yours'
      : `${item.shown}, of ${item.lesson}`;
  return [
    styled(left, 'bold', options) + gap + styled(right, 'dim', options),
    styled(cutToColumns(where, options.columns), 'dim', options),
    '',
  ];
}

function listTitle({ query }: ListMode): string {
  return query === undefined ? 'All exercises' : `Search: ${query}▏`;
}

function statusOf({ isChecking, verdict, seconds }: WatchState): string {
  if (isChecking) return 'checking …';
  return verdict ? `checked in ${seconds.toFixed(1)} s` : '';
}

function bodyOf(
  state: WatchState,
  options: Required<TextOptions>,
): readonly string[] {
  const { mode } = state;
  if (mode.kind === 'solution') return mode.diff;
  if (mode.kind !== 'list') return exerciseBody(state, options);
  const narrower = { ...options, columns: options.columns - 2 };
  return rowsShown(mode).map((row, index) => {
    const mark = index === mode.cursor ? '› ' : '  ';
    return mark + renderListRow(row, mode.rows, narrower);
  });
}

/** Before they have begun, learners see the task first; then their verdict. */
function exerciseBody(
  state: WatchState,
  options: Required<TextOptions>,
): string[] {
  const { verdict } = state;
  const item = currentItem(state);
  const news = newsOf(state, item, options);
  const hints = hintsOf(state, item, options);
  const task = renderMarkdown(item.master.task, options);
  if (!verdict || verdict.failure === 'unwritten') {
    return sections(news, hints, task);
  }
  return sections(
    news,
    renderVerdict(verdict, options),
    verdict.passed ? [] : hints,
    renderRequests(verdict, options),
    renderPrinted(verdict).map((line) => cutToColumns(line, options.columns)),
    [styled('The task:', 'bold', options), ...task],
  );
}

function newsOf(
  { notes }: WatchState,
  item: Item,
  { columns }: Required<TextOptions>,
): string[] {
  const newer = newerStarterOf(item);
  const changed =
    newer === undefined
      ? []
      : [
          `The starter has changed since you began. Yours stays; the newer one is ${newer}.`,
        ];
  return [...notes, ...changed].flatMap((line) => wrapProse(line, columns));
}

/** The latest first, so that it is seen even on a small screen. */
function hintsOf(
  { hintsShown }: WatchState,
  { master }: Item,
  options: Required<TextOptions>,
): string[] {
  const count = master.hints.length;
  const shown = master.hints
    .slice(0, hintsShown)
    .map((hint, index) => [
      styled(`Hint ${index + 1} of ${count}`, 'yellow', options),
      ...renderMarkdown(hint, options),
    ]);
  return shown.reverse().flat();
}

/** Puts an empty line between the sections that have lines. */
function sections(...all: readonly (readonly string[])[]): string[] {
  return all
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function footOf(state: WatchState, options: Required<TextOptions>): string[] {
  const { shelf, mode } = state;
  const bar = renderProgressBar(passedCount(state), shelf.length, options);
  const next = wrapProse(nextWords(state), options.columns);
  const keys = renderKeys(mode, options);
  const isExercise = mode.kind !== 'list' && mode.kind !== 'solution';
  return isExercise ? ['', ...next, '', bar, ...keys] : ['', bar, ...keys];
}

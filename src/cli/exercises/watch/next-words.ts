import { currentItem, nextIndex, type WatchState } from './state.ts';

const praise = [
  'Well done.',
  'The server agrees: just right.',
  'Good work.',
  'That is how it is done.',
  'Very nice.',
];

/** What to do next, in a sentence or two. */
export function nextWords(state: WatchState): string {
  const { mode, verdict, index } = state;
  const { id, shown } = currentItem(state);
  if (mode.kind === 'reset') {
    return `Begin ${id} anew? What you have is kept under a dated name.`;
  }
  if (verdict?.passed) {
    return `${praise[index % praise.length] ?? ''} ${afterPassing(state)}`;
  }
  if (!verdict || verdict.failure === 'unwritten') {
    return `Open ${shown} in your editor and write where it says TODO. Whenever you save, the verdict comes here.`;
  }
  const help = [
    'h gives a hint',
    'h gives another hint',
    'h gives the last hint',
    's shows a solution to compare with',
  ];
  return `Change it and save; ${help[state.hintsShown] ?? ''}.`;
}

function afterPassing(state: WatchState): string {
  const index = nextIndex(state);
  const next = index === undefined ? undefined : state.shelf[index];
  return next
    ? `With n you go on to ${next.id}: ${next.master.title}.`
    : 'All exercises have passed; l shows them all, should you want more of one.';
}

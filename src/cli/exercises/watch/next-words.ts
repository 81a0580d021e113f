import { currentItem, nextIndex, type WatchState } from './state.ts';

const praise = [
  'Well done.',
  'Exactly right, says the server.',
  'Good work.',
  'That is how it is done.',
  'Very nice.',
];

/** What to do next, in a sentence or two. */
export function nextWords(state: WatchState): string {
  const { mode, verdict, index } = state;
  const { id, shown } = currentItem(state);
  if (mode.kind === 'reset') {
    return `Start ${id} again from the beginning? What you have is kept under a dated name.`;
  }
  if (mode.kind === 'reveal') {
    return 'Show the solution, with hints still to come? A hint leaves more of the pleasure to you.';
  }
  if (verdict?.passed) {
    return `${praise[index % praise.length] ?? ''} ${afterPassing(state)}`;
  }
  if (!verdict || verdict.failure === 'unwritten') {
    return `Open ${shown} in your editor and write your code where it says TODO. Each time you save the file, it is checked here.`;
  }
  const help = [
    'press h for a hint',
    'press h for another hint',
    'press h for the last hint',
    'press s to compare it with a solution',
  ];
  return `Change it and save; ${help[state.hintsShown] ?? ''}.`;
}

function afterPassing(state: WatchState): string {
  const index = nextIndex(state);
  const next = index === undefined ? undefined : state.shelf[index];
  return next
    ? `Press n to go on to ${next.id}: ${next.master.title}.`
    : `★ All ${state.shelf.length} of ${state.shelf.length}: from a clock that did not tick to a crawler that any server would welcome. Each of them was judged by what the server saw. Take one of them to an API of your own, or run npm run race and watch what you now know.`;
}

import { speakers } from '../../lab/data/speakers.ts';
import { defineExercise, runsOf } from '../exercise.ts';
import {
  arrivals,
  inFlightAtLeast,
  inFlightAtMost,
  nothingLeftOpen,
} from '../rules/server.ts';
import { continuesWhileFirstIsLate } from '../rules/trace.ts';
import { gives } from '../rules/values.ts';

type FetchTalks = (conference: string, bound: number) => Promise<unknown>;

const bound = 5;
const site = 'conference';
const under = '/speakers/';
const paths = speakers.map(({ slug }) => encodeURI(under + slug));

export const exercise = defineExercise({
  id: '05-scrape',
  name: 'fetchTalks',
  runs: runsOf(
    {
      scale: 0.05,
      jitter: 0.5,
      // Who asks in turn makes the gate wait, twice.
      deadlineMs: 20_000,
      gates: {
        conference: { expected: bound, under, firstWaitsFor: paths.length },
      },
    },
    [11, 12],
  ),
  act: (fetchTalks: FetchTalks, { lab }) => fetchTalks(lab.conference, bound),
  rules: [
    arrivals(() => ['/', ...paths], {
      expected: 'one request for the index and for each of the 28 speakers',
      suggests:
        'Each page is to be read, and once; but one page can have many addresses: bring them to one form, and keep each once, before you ask.',
      site,
    }),
    gives(() => speakers.map(({ name, talk }) => ({ speaker: name, talk })), {
      expected: 'speaker and talk of each, in the order of the index',
      suggests:
        'Look at what one page gives, and at where it goes in the list: pages come in any order.',
    }),
    inFlightAtMost(
      bound,
      'All pages asked for at once are all in flight: a bound belongs around the requests, or into the pool.',
      site,
    ),
    inFlightAtLeast(
      bound,
      'An await in a loop lets one go at a time. No page needs anything of another: ask for as many as you may.',
      site,
    ),
    continuesWhileFirstIsLate(
      'Batches do that: the whole next batch waits for the slowest of this one. Let each that ends make room for one more.',
      { site, under },
    ),
    nothingLeftOpen(
      'Whoever opens a pool closes it, when all has been read.',
      site,
    ),
  ],
});

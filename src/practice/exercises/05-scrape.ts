import { speakers } from '../../lab/data/speakers.ts';
import { defineExercise } from '../exercise.ts';
import {
  arrivals,
  inFlightAtLeast,
  inFlightAtMost,
  nothingLeftOpen,
} from '../rules/server.ts';
import { continuesWhileFirstIsLate, goesOnAdvice } from '../rules/goes-on.ts';
import { gives } from '../rules/values.ts';

type FetchTalks = (conference: string, bound: number) => Promise<unknown>;

/** Not always five, so that no number in the code passes. */
const boundOf = (seed: number) => [5, 3][seed % 11] ?? 5;
const site = 'conference';
const under = '/speakers/';
const paths = speakers.map(({ slug }) => encodeURI(under + slug));

export const exercise = defineExercise({
  id: '05-scrape',
  name: 'fetchTalks',
  runs: [11, 12].map((seed) => ({
    seed,
    scale: 0.05,
    jitter: 0.5,
    // A client that asks one at a time waits at the gate twice.
    deadlineMs: 20_000,
    gates: {
      conference: {
        expected: boundOf(seed),
        under,
        firstWaitsFor: paths.length,
      },
    },
  })),
  act: (fetchTalks: FetchTalks, { lab, seed }) =>
    fetchTalks(lab.conference, boundOf(seed)),
  rules: [
    arrivals(() => ['/', ...paths], {
      expected:
        'one request for the index, and one for each of the 28 speakers',
      suggests:
        'One page can be linked by several addresses. Write them all in one form and remove duplicates before you request them.',
      site,
    }),
    gives(() => speakers.map(({ name, talk }) => ({ speaker: name, talk })), {
      expected:
        'the speaker and the talk of each page, in the order of the index',
      suggests:
        'Look at what you read from one page, and at its position in the list: pages arrive in any order.',
    }),
    inFlightAtMost(
      boundOf,
      'If you start all requests at once, all of them are in flight. Limit the requests with p-limit or your mapLimit, or limit the connections of the Agent.',
      site,
    ),
    inFlightAtLeast(
      boundOf,
      'An await in a loop probably sends them one at a time. No page needs another one, so request as many at once as the bound allows.',
      site,
    ),
    continuesWhileFirstIsLate(goesOnAdvice, { site, under }),
    nothingLeftOpen(
      'Close the pool that you opened when everything has been read: in a finally block.',
      site,
    ),
  ],
});

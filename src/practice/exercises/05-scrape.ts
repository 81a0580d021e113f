import { isDeepStrictEqual } from 'node:util';
import { speakers } from '../../lab/data/speakers.ts';
import { describeOutcome } from '../acting/outcome.ts';
import { defineExercise, type Scene } from '../exercise.ts';
import {
  arrivals,
  countOf,
  inFlightAtLeast,
  inFlightAtMost,
  nothingLeftOpen,
} from '../rules/server.ts';
import { continuesWhileFirstIsLate, goesOnAdvice } from '../rules/goes-on.ts';
import { difference, gives, holds } from '../rules/values.ts';
import { callAgain, type SecondCall } from './second-call.ts';

type FetchTalks = (conference: string, bound: number) => Promise<unknown>;

/** Not always five, so that no number in the code passes. */
const boundOf = (seed: number) => [5, 3][seed % 11] ?? 5;
const site = 'conference';
const under = '/speakers/';
const paths = speakers.map(({ slug }) => encodeURI(under + slug));

interface Seen {
  readonly talks: unknown;
  /** What came of a second call, for another conference. */
  readonly second: SecondCall;
}

/** Less than each bound of the first call. */
const secondBound = 2;

async function act(
  fetchTalks: FetchTalks,
  { lab, seed }: Scene,
): Promise<Seen> {
  const talks = await fetchTalks(lab.conference, boundOf(seed));
  const second = await callAgain(
    (conference) => fetchTalks(conference, secondBound),
    pageAt,
  );
  return { talks, second };
}

/** The paths of a smaller conference, in the order of its first links. */
const smallPaths = [5, 2, 9, 0].flatMap((at) => paths[at] ?? []);
const smallTalks = smallPaths.map((_, at) => ({
  speaker: `Speaker ${at + 1}`,
  talk: `Talk ${at + 1}`,
}));

/** A page of the smaller conference. */
function pageAt(path: string, origin: string): readonly [string, string] {
  const links = [
    ...smallPaths,
    ...smallPaths.toReversed().map((one) => `${origin}${one}/?from=index`),
  ].map((href) => `<li><a href="${href}">Speaker</a></li>`);
  const { speaker, talk } = smallTalks[smallPaths.indexOf(path)] ?? {};
  const text =
    speaker === undefined
      ? `<h1>A conference</h1><h2>Speakers</h2><ul>${links.join('')}</ul>`
      : `<h2>About</h2><h1>${speaker}</h1><div class="talk"><h2>${talk}</h2></div><h2>More</h2>`;
  return ['text/html; charset=utf-8', text];
}

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
  act,
  rules: [
    arrivals(() => ['/', ...paths], {
      expected:
        'one request for the index, and one for each of the 28 speakers',
      suggests:
        'One page can be linked by several addresses. Write them all in one form and remove duplicates before you request them.',
      site,
    }),
    gives<Seen>(
      () => speakers.map(({ name, talk }) => ({ speaker: name, talk })),
      {
        of: ({ talks }) => talks,
        expected:
          'the speaker and the talk of each page, in the order of the index',
        suggests:
          'Look at what you read from one page, and at its position in the list: pages arrive in any order.',
      },
    ),
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
    holds<Seen>(
      'again',
      `the talks of a second conference, in the order of the first links, with a bound of ${secondBound}`,
      ({ value: { second } }) => {
        const { outcome, peakInFlight } = second;
        if (outcome.kind !== 'gave') {
          return {
            seen: describeOutcome(outcome),
            suggests:
              'A variable of the module, such as an agent, is closed by the first call and still there in the next one. Make it inside fetchTalks.',
          };
        }
        if (!isDeepStrictEqual(outcome.value, smallTalks)) {
          return {
            seen: difference(outcome.value, smallTalks),
            suggests:
              'This conference has a few of the same paths, with other speakers and other talks. Its index links to them in one order first and in another one later; each page has an h2 before the talk, and one after it. Read all of it anew.',
          };
        }
        if (peakInFlight <= secondBound) return undefined;
        return {
          seen: `${countOf(peakInFlight, 'request')} in flight`,
          suggests:
            'A request is in flight until its body has come: read that within the limit, too. And a limit in a variable of the module keeps the bound of the first call: make it inside fetchTalks.',
        };
      },
    ),
  ],
});

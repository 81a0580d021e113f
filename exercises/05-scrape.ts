/**
 * # Who talks about what
 *
 * Make the programme of the conference from its site, the one of lesson 05.
 * Write `fetchTalks`: it reads the index, then each speaker's page **once**,
 * and returns a list with the `speaker` and the `talk` of each, in the order in
 * which the index first links to them.
 *
 * - The index is at `conference`, the site's address. In a terminal,
 *   `npm run lab` serves the site, and `npm run request -- URL` shows what is at
 *   an address.
 * - A speaker's page is at `/speakers/NAME`. The index links to each of the 28
 *   speakers at least twice, in more than one spelling: whole addresses and
 *   parts of them, some with a slash or a query at the end.
 * - On a speaker's page the name is the `h1`, and the talk is the `h2` inside
 *   the element with the class `talk`.
 * - Never more than `bound` requests are in flight, and exactly `bound` as long
 *   as there are pages left: when one has arrived, the next is requested.
 * - When it is done, no connection is left open.
 */
import { load } from 'cheerio';
import { Agent, request } from 'undici';

export interface Talk {
  speaker: string;
  talk: string;
}

/** Returns all talks of a conference, with at most `bound` requests at once. */
export async function fetchTalks(
  conference: string,
  bound: number,
): Promise<Talk[]> {
  // TODO: read the index, then each speaker's page once, `bound` at a time.
  throw new Error('Not written yet: fetchTalks.');
}

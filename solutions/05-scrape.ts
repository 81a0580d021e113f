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
 *
 * @minutes 15
 * @hint Three steps: from the index to a list of addresses, each once; from an
 *   address to a talk; and the second for all of the first. Begin with the
 *   second, and look at what you get for one page.
 * @hint Lesson 05 makes addresses whole with `baseURI` and `prop('href')`, and
 *   takes them up to the name before they go into a `Set`. The bound can be the
 *   agent's, `new Agent({ connections: bound })`, or that of your `mapLimit`.
 * @hint The part of an address up to the name ends before the next `/`, `?` or
 *   `#`: a regular expression finds it, and `new URL(link).pathname` helps.
 *   `Promise.all` over the pages keeps their order; the agent is closed in
 *   `finally`.
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
  // #region solution
  // TODO: read the index, then each speaker's page once, `bound` at a time.
  const agent = new Agent({ connections: bound });
  async function open(page: string) {
    const { statusCode, body } = await request(page, { dispatcher: agent });
    if (statusCode !== 200) throw new Error(`${page}: ${statusCode}`);
    return load(await body.text(), { baseURI: page });
  }
  async function fetchTalk(page: string): Promise<Talk> {
    const $ = await open(page);
    return { speaker: $('h1').text(), talk: $('.talk h2').text() };
  }
  try {
    const $ = await open(conference);
    const links = $('a').map((_, link) => $(link).prop('href'));
    const speaker = /^[^?#]+\/speakers\/[^/?#]+/;
    const pages = links.get().flatMap((link) => speaker.exec(link) ?? []);
    return await Promise.all([...new Set(pages)].map(fetchTalk));
  } finally {
    await agent.close();
  }
  // #endregion solution
}

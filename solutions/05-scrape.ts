/**
 * # Who talks about what
 *
 * From the conference's site of lesson 05, make its programme. Write
 * `fetchTalks`: it reads the index, then each speaker's page **once**, and gives
 * a list with the `speaker` and the `talk` of each, in the order in which the
 * index first links to them.
 *
 * - The index is at `conference`, the site's address. It links to each of its 28
 *   speakers at least twice, in more than one spelling: whole addresses and
 *   parts of them, some with a slash or a query at the end.
 * - On a speaker's page the name is the `h1`, and the talk is the `h2` inside the
 *   element with the class `talk`.
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
 * @hint `/^[^?#]+\/speakers\/[^/?#]+/.exec(link)` takes what makes up an address.
 *   With an agent of `bound` connections, `Promise.all(pages.map(fetchTalk))`
 *   keeps order and bound; `try … finally` closes the agent.
 */
import { load } from 'cheerio';
import { Agent, request } from 'undici';

export interface Talk {
  speaker: string;
  talk: string;
}

/** Gives all talks of a conference, with at most `bound` requests at a time. */
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

// fails: again
import { load } from 'cheerio';
import pLimit from 'p-limit';
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
  const agent = new Agent();
  const limit = pLimit(bound);
  async function open(page: string) {
    const { statusCode, body } = await limit(() =>
      request(page, { dispatcher: agent }),
    );
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
}

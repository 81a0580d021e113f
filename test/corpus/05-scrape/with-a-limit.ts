// passes
import { load } from 'cheerio';
import pLimit from 'p-limit';
import { fetch } from 'undici';
import { withAgent } from 'async-lab';

export async function fetchTalks(conference: string, bound: number) {
  return withAgent({}, async (dispatcher) => {
    const limit = pLimit(bound);
    const get = async (url: string) => {
      return load(await (await fetch(url, { dispatcher })).text());
    };
    const $ = await get(conference);
    const slugs = new Set<string>();
    for (const link of $('a[href*="speakers/"]')) {
      const { pathname } = new URL(link.attribs['href'] ?? '', conference);
      const [folder, slug] = pathname.split('/').filter(Boolean);
      if (folder === 'speakers' && slug !== undefined) slugs.add(slug);
    }
    return Promise.all(
      Array.from(slugs, (slug) =>
        limit(async () => {
          const $ = await get(`${conference}/speakers/${slug}`);
          return { talk: $('.talk h2').text(), speaker: $('h1').text() };
        }),
      ),
    );
  });
}

// fails: requests
import { load } from 'cheerio';
import { request } from 'undici';

export async function fetchTalks(conference: string) {
  const { body } = await request(conference);
  const $ = load(await body.text());
  return $('tbody tr')
    .map((_, row) => {
      const [, talk, speaker] = $(row).find('td').toArray();
      return { speaker: $(speaker).text(), talk: $(talk).text() };
    })
    .get();
}

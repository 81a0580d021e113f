// fails: goes-on
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { load } from 'cheerio';

const speaker = /^[^?#]+\/speakers\/[^/?#]+/;

function open(page: string): Promise<ReturnType<typeof load>> {
  return new Promise((resolve, reject) => {
    get(page, { agent: false }, (response) => {
      text(response).then((html) => {
        resolve(load(html, { baseURI: page }));
      }, reject);
    }).on('error', reject);
  });
}

async function fetchTalk(page: string) {
  const $ = await open(page);
  return { speaker: $('h1').text(), talk: $('.talk h2').text() };
}

export async function fetchTalks(conference: string, bound: number) {
  const $ = await open(conference);
  const links = $('a').map((_, link) => $(link).prop('href'));
  const found = links.get().flatMap((link) => speaker.exec(link) ?? []);
  const pages = [...new Set(found)];
  const talks = [];
  while (pages.length > 0) {
    const batch = pages.splice(0, bound);
    talks.push(...(await Promise.all(batch.map(fetchTalk))));
  }
  return talks;
}

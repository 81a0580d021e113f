// fails: at-least-in-flight
import { load } from 'cheerio';
import { Agent, request } from 'undici';

const speaker = /^[^?#]+\/speakers\/[^/?#]+/;

async function open(page: string, dispatcher: Agent) {
  const { body } = await request(page, { dispatcher });
  return load(await body.text(), { baseURI: page });
}

async function fetchTalk(page: string, agent: Agent) {
  const $ = await open(page, agent);
  return { speaker: $('h1').text(), talk: $('.talk h2').text() };
}

async function fetchPages(conference: string, agent: Agent) {
  const $ = await open(conference, agent);
  const links = $('a').map((_, link) => $(link).prop('href'));
  const pages = links.get().flatMap((link) => speaker.exec(link) ?? []);
  return [...new Set(pages)];
}

export async function fetchTalks(conference: string, bound: number) {
  const agent = new Agent({ connections: Math.ceil(bound / 2) });
  const pages = await fetchPages(conference, agent);
  const talks = await Promise.all(pages.map((page) => fetchTalk(page, agent)));
  await agent.close();
  return talks;
}

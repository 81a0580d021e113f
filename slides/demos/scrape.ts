// #region page
import { load } from 'cheerio';
import { Agent, request } from 'undici';

async function linksOn(page: string, dispatcher: Agent): Promise<string[]> {
  const { statusCode, headers, body } = await request(page, { dispatcher });
  const answer = `${statusCode} ${String(headers['content-type'])}`;
  if (!/^200 text.html/.test(answer)) throw new Error(`${page}: ${answer}`);
  const $ = load(await body.text(), { baseURI: page });
  const links = $('a').map((_, link) => $(link).prop('href'));
  return links.get();
}
// #endregion page

// #region select
const speaker = /^[^?#]+\/speakers\/[^/?#]+/;
const profile = /\/\/(?:www\.)?chirp\.example\/@?(?!share\?|intent\/)([\w.]+)/;

function speakersIn(links: string[]): string[] {
  return [...new Set(links.flatMap((link) => speaker.exec(link) ?? []))];
}

function handlesIn(links: string[]): string[] {
  const lowerCase = links.map((link) => link.toLowerCase());
  return lowerCase.flatMap((link) => profile.exec(link)?.[1] ?? []);
}
// #endregion select

// #region scrape
export async function scrape(url: string, atOnce: boolean) {
  const agent = new Agent(atOnce ? {} : { pipelining: 0 });
  const visit = async (page: string) => handlesIn(await linksOn(page, agent));
  try {
    const pages = speakersIn(await linksOn(url, agent));
    const found: string[][] = [];
    if (atOnce) found.push(...(await Promise.all(pages.map(visit))));
    else for (const page of pages) found.push(await visit(page));
    return { pages, handles: [...new Set(found.flat())].sort() };
  } finally {
    await agent.destroy();
  }
}
// #endregion scrape

if (import.meta.main) {
  const [url = '', inTurn] = process.argv.slice(2);
  console.log((await scrape(url, !inTurn)).handles.join('\n'));
}

// passes
import { load } from 'cheerio';
import { Pool } from 'undici';
export interface Talk {
  speaker: string;
  talk: string;
}
export async function fetchTalks(
  conference: string,
  bound: number,
): Promise<Talk[]> {
  const pool = new Pool(new URL(conference).origin, { connections: bound });
  const read = async (path: string) =>
    load(await (await pool.request({ path, method: 'GET' })).body.text());
  const index = await read('/');
  const names = index('a[href*="speakers/"]')
    .get()
    .flatMap((a) => {
      const { pathname } = new URL(index(a).attr('href') ?? '', conference);
      return pathname.startsWith('/speakers/')
        ? [pathname.split('/')[2] ?? '']
        : [];
    });
  const queue = names.filter(
    (name, at) => name !== '' && names.indexOf(name) === at,
  );
  const talks = new Map<string, Talk>();
  const lane = async (left: string[]): Promise<void> => {
    const name = left.shift();
    if (name === undefined) return;
    const page = await read(`/speakers/${name}`);
    talks.set(name, {
      speaker: page('h1').first().text(),
      talk: page('.talk').find('h2').text(),
    });
    return lane(left);
  };
  const left = [...queue];
  await Promise.all(Array.from({ length: bound }, () => lane(left)));
  await pool.destroy();
  return queue.map((name) => talks.get(name) as Talk);
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { load } from 'cheerio';

// #region parse
export function countTalks(html: string) {
  const $ = load(html);
  const counts: Record<string, number> = {};
  for (const time of $('time')) {
    const year = $(time).text();
    counts[year] = (counts[year] ?? 0) + 1;
  }
  return counts;
}
// #endregion parse

// #region pieces
export async function countInPieces(pages: string[]) {
  let years = 0;
  for (const page of pages) {
    years += Object.keys(countTalks(page)).length;
    await nextTurn();
  }
  return years;
}
// #endregion pieces

/** What of piscina's pool of threads is used here. */
export interface Pool {
  run: (html: string) => Promise<Record<string, number>>;
}

// #region thread
export async function countBeside(pool: Pool, html: string) {
  return await pool.run(html);
}
// #endregion thread

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
  let talks = 0;
  for (const page of pages) {
    const counts = Object.values(countTalks(page));
    for (const count of counts) talks += count;
    await nextTurn();
  }
  return talks;
}
// #endregion pieces

/**
 * # First wins, and the others leave
 *
 * The same text lies on several mirrors. Write `firstOf`: it asks all of them
 * at once and gives the text of the first one that has sent all of it.
 *
 * - A mirror whose connection breaks or whose status is not 200 cannot win,
 *   however quick it is. If all of them fail, `firstOf` throws.
 * - Once there is a winner, the others stop: the servers of the losers see their
 *   requests cancelled.
 *
 * @minutes 10
 * @hint Two things to put together: which promise ends with the first
 *   *success* of many? And how do you stop the others?
 * @hint `Promise.any` over a function that asks one mirror, looks at its
 *   status and reads its text. One `AbortController` for all of them.
 * @hint `const race = new AbortController()`, then `try { return await
 *   Promise.any(…); } finally { race.abort(); }`, with `race.signal` in each
 *   request.
 */
import { request } from 'undici';

/** Gives the text of the first mirror that has it, and cancels the rest. */
export async function firstOf(urls: readonly string[]): Promise<string> {
  // #region solution
  // TODO: let all of them race, give the winner's text, and stop the losers.
  const race = new AbortController();
  async function fetchText(url: string): Promise<string> {
    const { statusCode, body } = await request(url, { signal: race.signal });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`Status ${statusCode} from ${url}`);
    return text;
  }
  const started = urls.map(fetchText);
  try {
    return await Promise.any(started);
  } finally {
    race.abort();
    await Promise.allSettled(started);
  }
  // #endregion solution
}

/**
 * # First wins, and the others leave
 *
 * Several mirrors have the same text. Write `firstOf`: it asks all of them at
 * once, and returns the text of the first one that has sent all of it.
 *
 * - A mirror whose connection breaks or whose status is not 200 cannot win,
 *   however quick it is. If all of them fail, `firstOf` throws.
 * - As soon as there is a winner, the others stop: their servers see the
 *   requests cancelled.
 *
 * @minutes 10
 * @hint Two things to put together: which promise ends with the first
 *   *success* of many? And how do you stop the others?
 * @hint `Promise.any` over a function that asks one mirror, looks at its
 *   status and reads its text. One `AbortController` for all of them.
 * @hint Pass `race.signal` of one `const race = new AbortController()` to each
 *   request. Where must `race.abort()` be, so that it also runs when all
 *   have failed? In a `finally`.
 */
import { request } from 'undici';

/** Returns the text of the first mirror that has it, and cancels the rest. */
export async function firstOf(urls: readonly string[]): Promise<string> {
  // #region solution
  // TODO: let all of them race, return the winner's text, and stop the losers.
  const race = new AbortController();
  async function fetchText(url: string): Promise<string> {
    const { statusCode, body } = await request(url, { signal: race.signal });
    if (statusCode === 200) return body.text();
    await body.dump();
    throw new Error(`Status ${statusCode} from ${url}`);
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

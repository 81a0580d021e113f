import { request, type Agent } from 'undici';
import { withTaskGroup } from 'async-lab';

async function fetchText(url: string, agent: Agent, signal?: AbortSignal) {
  const options = { dispatcher: agent, signal };
  const { statusCode, body } = await request(url, options);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${statusCode} for ${url}`);
  return text;
}

// #region abandon
export async function abandon(urls: string[], agent: Agent) {
  const started = urls.map((url) => fetchText(url, agent));
  return await Promise.all(started);
}
// #endregion abandon

// #region by-hand
export async function allOrNone(urls: string[], agent: Agent) {
  const rest = new AbortController();
  const { signal } = rest;
  const started = urls.map((url) => fetchText(url, agent, signal));
  try {
    return await Promise.all(started);
  } catch (error) {
    // #region cancel
    rest.abort();
    // #endregion cancel
    // #region join
    await Promise.allSettled(started);
    // #endregion join
    throw error;
  }
}
// #endregion by-hand

// #region group
export async function fetchTogether(urls: string[], agent: Agent) {
  return await withTaskGroup(({ run }) => {
    const started = urls.map((url) =>
      run((signal) => fetchText(url, agent, signal)),
    );
    return Promise.all(started);
  });
}
// #endregion group

// #region deadline
export async function inTime(urls: string[], agent: Agent, ms: number) {
  const signal = AbortSignal.timeout(ms);
  const started = urls.map((url) => fetchText(url, agent, signal));
  return await Promise.allSettled(started);
}
// #endregion deadline

// fails: at-once
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
export async function firstOf(urls: readonly string[]): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  try {
    return await Promise.any(
      urls.map(async (url, at) => {
        await sleep(at * 20, undefined, { signal });
        const { statusCode, body } = await request(url, { signal });
        if (statusCode !== 200) throw new Error(String(statusCode));
        return body.text();
      }),
    );
  } finally {
    controller.abort();
  }
}

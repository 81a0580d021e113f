// fails: losers-cancelled
import { request } from 'undici';
export async function firstOf(urls: readonly string[]): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  try {
    return await Promise.any(
      urls.map(async (url) => {
        const { statusCode, body } = await request(url, { signal });
        if (statusCode !== 200) throw new Error(String(statusCode));
        return body.text();
      }),
    );
  } finally {
    setTimeout(() => {
      controller.abort();
    }, 1000);
  }
}

// fails: value
import { request } from 'undici';
export async function firstOf(urls: readonly string[]): Promise<string> {
  const controller = new AbortController();
  const { signal } = controller;
  try {
    return await Promise.any(
      urls.map(async (url) => {
        const { statusCode, body } = await request(url, { signal });
        const text = await body.text();
        if (statusCode !== 200 || !text) throw new Error(String(statusCode));
        return text;
      }),
    );
  } finally {
    controller.abort();
  }
}

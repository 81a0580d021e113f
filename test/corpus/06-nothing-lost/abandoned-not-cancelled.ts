// fails: aborted
import { request } from 'undici';

type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };

async function fetchName(url: string): Promise<string> {
  const { statusCode, body } = await request(url);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
  const { name } = JSON.parse(text) as { name?: unknown };
  if (typeof name !== 'string') throw new Error('No name');
  return name;
}

function passed(deadline: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    deadline.addEventListener('abort', () => {
      reject(new Error('Too late'));
    });
  });
}

export async function fetchAll(
  urls: readonly string[],
  createDeadline: () => AbortSignal,
): Promise<Entry[]> {
  return Promise.all(
    urls.map(async (url) => {
      try {
        const late = passed(createDeadline());
        return { url, name: await Promise.race([fetchName(url), late]) };
      } catch (error) {
        return { url, reason: String(error) };
      }
    }),
  );
}

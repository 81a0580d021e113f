// passes
import { Agent, request } from 'undici';

export async function firstOf(urls: readonly string[]): Promise<string> {
  const agent = new Agent();
  try {
    return await Promise.any(
      urls.map(async (url) => {
        const { statusCode, body } = await request(url, { dispatcher: agent });
        if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
        return body.text();
      }),
    );
  } finally {
    await agent.destroy();
  }
}

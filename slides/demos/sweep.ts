import { Agent, request } from 'undici';
import { startLab } from 'async-lab';
import type { Demo } from 'async-lab/deck';

const bounds = [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 100, 150];

// #region bounded
async function fetchAll(urls: string[], connections: number) {
  const agent = new Agent({ connections });
  try {
    return await Promise.all(urls.map((url) => fetchName(url, agent)));
  } finally {
    await agent.close();
  }
}
// #endregion bounded

async function fetchName(url: string, dispatcher: Agent): Promise<string> {
  const { body } = await request(url, { dispatcher });
  const { name } = (await body.json()) as { name: string };
  return name;
}

export const demo: Demo = {
  title: 'How many at a time?',
  lanes: 'sweep',
  faster: [
    ['20', '1'],
    ['20', '150'],
  ],
  parameters: { requests: { default: 150, from: 10, to: 150 } },
  async run({ scale, parameters: { requests = 150 }, record }) {
    const lab = await startLab({ scale });
    const urls = Array.from(
      { length: requests },
      (_, index) => `${lab.pokemon}/api/v2/pokemon/${index + 1}`,
    );
    await fetchAll(urls.slice(0, 1), 1);
    // #region sweep
    for (const bound of bounds) {
      await record(`${bound}`, () => fetchAll(urls, bound));
    }
    // #endregion sweep
    await lab.close();
  },
};

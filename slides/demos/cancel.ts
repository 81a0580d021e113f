import { load } from 'cheerio';
import { request, type Dispatcher } from 'undici';
import { startLab, withAgent, withTaskGroup } from 'async-lab';
import type { Demo } from 'async-lab/deck';

async function fetchText(
  url: string,
  dispatcher: Dispatcher,
  signal: AbortSignal | null,
): Promise<string> {
  const { statusCode, body } = await request(url, { dispatcher, signal });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${statusCode}, not found`);
  return text;
}

async function speakersOn(index: string, dispatcher: Dispatcher) {
  const $ = load(await fetchText(index, dispatcher, null), { baseURI: index });
  const links = $('a[href*="speakers/"]').map((_, a) => $(a).prop('href'));
  return [...new Set(links.get())];
}

export const demo: Demo = {
  title: 'One fails: what becomes of the others?',
  lanes: 'one',
  faster: [['task group', 'Promise.all']],
  parameters: { requests: { default: 10, from: 4, to: 28 } },
  async run({ scale, parameters: { requests = 10 }, record, note }) {
    const lab = await startLab({ scale });
    const pages = await withAgent({}, (agent) =>
      speakersOn(`${lab.conference}/`, agent),
    );
    const urls = pages.slice(0, requests - 1);
    urls.splice(2, 0, `${lab.pokemon}/api/v2/pokemon/missingno`);

    await record('Promise.all', () =>
      withAgent({}, async (agent) => {
        // #region all
        const started = urls.map((url) => fetchText(url, agent, null));
        try {
          await Promise.all(started);
        } catch (error) {
          note(`Promise.all has thrown: ${(error as Error).message}`);
        }
        // #endregion all
        // These are no longer waited for, but the picture shows them to their end.
        await Promise.allSettled(started);
        note('the last of the others is over');
      }),
    );

    await record('task group', () =>
      withAgent({}, async (agent) => {
        // #region group
        try {
          await withTaskGroup(({ run }) => {
            const fetchOne = (url: string) =>
              run((signal) => fetchText(url, agent, signal));
            return Promise.all(urls.map(fetchOne));
          });
        } catch (error) {
          note(`the group has thrown: ${(error as Error).message}`);
        }
        // #endregion group
      }),
    );
    await lab.close();
  },
};

import { startLab } from 'async-lab';
import { scrape } from './scrape.ts';
import type { Demo } from 'async-lab/deck';

export const demo: Demo = {
  title: '28 speakers, their handles',
  lanes: 'one',
  faster: [['all at once', 'one after another']],
  parameters: {},
  async run({ scale, record, note }) {
    const lab = await startLab({ scale });
    const collect = async (atOnce: boolean) => {
      const { pages, handles } = await scrape(`${lab.conference}/`, atOnce);
      note(`${handles.length} handles from ${1 + pages.length} pages`);
    };
    await record('one after another', () => collect(false));
    await record('all at once', () => collect(true));
    await lab.close();
  },
};

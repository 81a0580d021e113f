import {
  isWebAddress,
  parseOptions,
  positiveFlag,
  switchFlag,
  textFlag,
  UsageError,
  WorkError,
} from '../command/options.ts';
import { startCommandLab } from '../command/lab.ts';
import { explainFailure } from './scrape/failure.ts';
import { loadScrapeProgram } from './scrape/program.ts';
import { checkSelector, selectFrom } from './scrape/select.ts';

/** What scraping gave. */
interface Harvest {
  readonly url: string;
  readonly seconds: number;
  /** How many pages were read for it. */
  readonly pages: number;
  /** With a selector, what that found. */
  readonly handles: readonly string[];
}

/** Runs lesson 05's scraper, or gives what a selector finds on any page. */
export async function main(args: string[]): Promise<number> {
  const { values, url } = readOptions(args);
  const { select, sequential, scale } = values;
  const harvest =
    url !== undefined
      ? await harvestFrom(url, sequential, select)
      : await harvestLab(sequential, select, scale);
  if (values.json) console.log(JSON.stringify(harvest, null, 2));
  else for (const handle of harvest.handles) console.log(handle);
  console.error(summaryOf(harvest, sequential, select));
  return 0;
}

function readOptions(args: string[]) {
  const { values, positionals } = parseOptions(args, {
    command: 'npm run scrape',
    summary: "Collects the handles of a conference's speakers, one a line.",
    positionals: { name: '[URL]', atMost: 1 },
    flags: {
      concurrent: switchFlag('all pages at once (as by default)'),
      sequential: switchFlag('one page after another'),
      scale: positiveFlag("what the lab's delays are multiplied by", undefined),
      select: textFlag('give what this finds instead', 'CSS', undefined),
      json: switchFlag('print one JSON document'),
    },
  });
  const [url] = positionals;
  if (values.concurrent && values.sequential) {
    throw new UsageError('Choose one of --concurrent and --sequential.');
  }
  if (url !== undefined && !isWebAddress(url)) {
    throw new UsageError(
      `"${url}" is no address of a page, such as http://127.0.0.1:8080/.`,
    );
  }
  if (url !== undefined && values.scale !== undefined) {
    throw new UsageError(
      '--scale sets the pace of the lab; leave it out where you name a page.',
    );
  }
  if (values.select !== undefined) checkSelector(values.select);
  return { values, url };
}

/** Without an address: the lab's conference. */
async function harvestLab(
  sequential: boolean,
  select: string | undefined,
  scale: number | undefined,
): Promise<Harvest> {
  const lab = await startCommandLab(scale === undefined ? {} : { scale });
  try {
    return await harvestFrom(`${lab.conference}/`, sequential, select);
  } finally {
    await lab.close();
  }
}

async function harvestFrom(
  url: string,
  sequential: boolean,
  select: string | undefined,
): Promise<Harvest> {
  const startedMs = performance.now();
  const found = await explainFailure(url, () =>
    select === undefined
      ? scrapeSpeakers(url, sequential)
      : selectFrom(url, select),
  );
  return { url, seconds: (performance.now() - startedMs) / 1000, ...found };
}

async function scrapeSpeakers(url: string, sequential: boolean) {
  const { scrape } = await loadScrapeProgram();
  const { pages, handles } = await scrape(url, !sequential);
  if (pages.length > 0) return { pages: 1 + pages.length, handles };
  throw new WorkError(
    `${url} links to no speakers' pages (/speakers/…), so it is no index of ` +
      'a conference; to read any other page, give --select CSS.',
  );
}

function summaryOf(
  { url, seconds, pages, handles }: Harvest,
  sequential: boolean,
  select: string | undefined,
): string {
  const time = `${seconds.toFixed(2)} s`;
  if (select !== undefined) {
    const found = handles.length === 0 ? 'Nothing' : handles.length;
    return `${found} found by ${select} on ${url} in ${time}.`;
  }
  const way = sequential ? 'one after another' : 'all at once';
  return `${handles.length} handles from ${pages} pages, ${way}: ${time}.`;
}

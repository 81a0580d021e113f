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

/** The result of scraping. */
interface ScrapeResult {
  readonly url: string;
  readonly seconds: number;
  /** How many pages were read for it. */
  readonly pages: number;
  /** With a selector, the text of what it found. */
  readonly handles: readonly string[];
  /** Why there may be more. */
  readonly problem?: string;
}

/** Runs lesson 05's scraper, or prints what a selector finds on any page. */
export async function main(args: string[]): Promise<number> {
  const { values, url } = readOptions(args);
  const { select, sequential, scale } = values;
  const result =
    url !== undefined
      ? await scrapePage(url, sequential, select)
      : await scrapeLab(sequential, select, scale);
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else for (const handle of result.handles) console.log(handle);
  console.error(summaryOf(result, sequential, select));
  return 0;
}

function readOptions(args: string[]) {
  const { values, positionals } = parseOptions(args, {
    command: 'npm run scrape',
    summary: "Collects the handles of a conference's speakers, one a line.",
    positionals: { name: '[URL]', atMost: 1 },
    flags: {
      concurrent: switchFlag('read all pages at once (the default)'),
      sequential: switchFlag('read one page after another'),
      scale: positiveFlag("what the lab's delays are multiplied by", undefined),
      select: textFlag(
        'print what this selector finds instead',
        'CSS',
        undefined,
      ),
      json: switchFlag('print one JSON document'),
    },
  });
  const [url] = positionals;
  if (values.concurrent && values.sequential) {
    throw new UsageError('Use either --concurrent or --sequential, not both.');
  }
  if (url !== undefined && !isWebAddress(url)) {
    throw new UsageError(
      `"${url}" is not a page address such as http://127.0.0.1:8080/.`,
    );
  }
  if (url !== undefined && values.scale !== undefined) {
    throw new UsageError(
      '--scale sets the speed of the lab. Leave it out when you give the address of a page.',
    );
  }
  if (values.select !== undefined) checkSelector(values.select);
  return { values, url };
}

/** Without an address: the lab's conference. */
async function scrapeLab(
  sequential: boolean,
  select: string | undefined,
  scale: number | undefined,
): Promise<ScrapeResult> {
  const lab = await startCommandLab(scale === undefined ? {} : { scale });
  try {
    return await scrapePage(`${lab.conference}/`, sequential, select);
  } finally {
    await lab.close();
  }
}

async function scrapePage(
  url: string,
  sequential: boolean,
  select: string | undefined,
): Promise<ScrapeResult> {
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
    `${url} does not link to any speaker's page (/speakers/…), so it is not ` +
      'the index of a conference. To read any other page, add --select CSS.',
  );
}

function summaryOf(
  { url, seconds, pages, handles, problem }: ScrapeResult,
  sequential: boolean,
  select: string | undefined,
): string {
  const time = `${seconds.toFixed(2)} s`;
  if (select !== undefined) {
    const found = handles.length === 0 ? 'Nothing' : handles.length;
    const part = problem === undefined ? '' : ` Not all of it: ${problem}.`;
    return `${found} found by ${select} on ${url} in ${time}.${part}`;
  }
  const way = sequential ? 'one after another' : 'all at once';
  return `${handles.length} handles from ${pages} pages, ${way}: ${time}.`;
}

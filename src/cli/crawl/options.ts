import {
  countFlag,
  isWebAddress,
  parseOptions,
  positiveFlag,
  switchFlag,
  textFlag,
  UsageError,
} from '../../command/options.ts';
import { claimStandardOutput, standardOutput } from '../../command/files.ts';
import { traceFlagWords } from '../../trace/export/trace-file.ts';

/** The options of a crawl. */
export type CrawlOptions = ReturnType<typeof readOptions>;

const mostSites = 20;

/** @throws UsageError if the arguments make no sense */
export function readOptions(args: string[]) {
  const { values, positionals } = parseOptions(args, {
    command: 'npm run crawl',
    summary:
      'Reads all pages of a site that its links lead to and its robots.txt ' +
      'allows,\nand writes a line of JSON for each. Without a URL, it reads the ' +
      "lab's conference.",
    positionals: { name: '[URL…]', atMost: mostSites },
    flags,
  });
  for (const url of positionals) checkAddress(url);
  if (positionals.length > 0 && values.scale !== undefined) {
    throw new UsageError(
      '--scale sets the speed of the lab. Leave it out when you give the address of a site.',
    );
  }
  const { json, trace, output = standardOutput } = values;
  claimStandardOutput({
    '--json': json,
    '--trace': trace,
    'the pages (--output)': !json && output,
  });
  return {
    ...values,
    urls: positionals.map((url) => new URL(url).href),
    perHost: values['per-host'],
    delayMs: values.delay,
    maxPages: values['max-pages'],
  };
}

const flags = {
  concurrency: countFlag('requests at once, in total', 10),
  'per-host': countFlag('requests at once to one host', 6),
  delay: countFlag('milliseconds between two requests to a host, at least', 0, {
    atLeast: 0,
    atMost: 3_600_000,
  }),
  retries: countFlag(
    'how often to repeat a request that may succeed next time',
    3,
    {
      atLeast: 0,
    },
  ),
  deadline: positiveFlag('seconds after which to stop', undefined),
  'max-pages': countFlag('pages after which to stop', Infinity),
  queries: switchFlag(
    'count addresses that differ after the ? as different pages',
  ),
  output: textFlag(
    'write the lines here instead of to standard output; a file that exists is continued',
    'FILE',
    undefined,
  ),
  trace: textFlag(traceFlagWords, 'FILE|-', undefined),
  scale: positiveFlag("what the lab's delays are multiplied by", undefined),
  json: switchFlag('print a summary as one JSON document'),
};

function checkAddress(url: string): void {
  if (isWebAddress(url)) return;
  throw new UsageError(
    `"${url}" is not a site address such as http://127.0.0.1:8080/.`,
  );
}

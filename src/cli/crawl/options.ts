import {
  countFlag,
  isWebAddress,
  parseOptions,
  positiveFlag,
  switchFlag,
  textFlag,
  UsageError,
} from '../../command/options.ts';

/** What a person asked for. */
export type CrawlOptions = ReturnType<typeof readOptions>;

const mostSites = 20;

/** @throws UsageError where it makes no sense */
export function readOptions(args: string[]) {
  const { values, positionals } = parseOptions(args, {
    command: 'npm run crawl',
    summary:
      'Reads all pages of a site that links lead to (without a URL, of the ' +
      "lab's conference),\nas its robots.txt allows, and writes a line of " +
      'JSON for each.',
    positionals: { name: '[URL…]', atMost: mostSites },
    flags,
  });
  for (const url of positionals) checkAddress(url);
  if (positionals.length > 0 && values.scale !== undefined) {
    throw new UsageError(
      '--scale sets the pace of the lab; leave it out where you name a site.',
    );
  }
  return {
    ...values,
    urls: positionals.map((url) => new URL(url).href),
    perHost: values['per-host'],
    delayMs: values.delay,
    maxPages: values['max-pages'],
  };
}

const flags = {
  concurrency: countFlag('requests at once, in all', 10),
  'per-host': countFlag('requests at once to one host', 6),
  delay: countFlag('milliseconds between two to a host, at least', 0, {
    atLeast: 0,
    atMost: 3_600_000,
  }),
  retries: countFlag('how often to ask again where that may help', 3, {
    atLeast: 0,
  }),
  deadline: positiveFlag('seconds after which to break off', undefined),
  'max-pages': countFlag('pages after which to stop', Infinity),
  queries: switchFlag('take addresses that differ after ? for other pages'),
  output: textFlag(
    'where the lines go, instead of standard output; a file that is there already is gone on with',
    'FILE',
    undefined,
  ),
  scale: positiveFlag("what the lab's delays are multiplied by", undefined),
  json: switchFlag('print one JSON document on how it went'),
};

function checkAddress(url: string): void {
  if (isWebAddress(url)) return;
  throw new UsageError(
    `"${url}" is no address of a site, such as http://127.0.0.1:8080/.`,
  );
}

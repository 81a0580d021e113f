import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../command/browser.ts';
import { traceOutput } from '../../notebook/outputs.ts';
import { pageScript } from '../../notebook/page-script.ts';
import { bounded } from '../../trace/fixtures/traces.ts';
import { atMost, figure, type Benchmark, type Figure } from './figure.ts';
import { measureInPage, type PageTimes } from './render-page.ts';

const largeRequests = 10_000;
const usualRequests = 150;
const connections = 20;
const bytesPerMb = 1e6;
const bytesPerKb = 1e3;

/**
 * What pictures cost: making one, its size in a notebook, and how long a page
 * takes to show it and to answer to a hand.
 */
export const renderBenchmark: Benchmark = {
  name: 'render',
  title: `pictures that answer: ${largeRequests} requests, and ${usualRequests}`,
  async run({ repeat, tell, advise }) {
    tell('drawing');
    const sizes = sizesAndTimes(repeat);
    const executablePath = await findBrowser();
    if (executablePath === undefined || pageScript() === '') {
      advise('To measure pages, run npm test once, which sets a browser up.');
      return sizes;
    }
    const browser = await chromium.launch({ executablePath });
    try {
      const page = await browser.newPage({
        viewport: { width: 900, height: 1000 },
      });
      return [...sizes, ...(await pageFigures(page, repeat, tell))];
    } finally {
      await browser.close();
    }
  },
};

function sizesAndTimes(repeat: number): Figure[] {
  const large = bounded(largeRequests, connections);
  const usual = bounded(usualRequests, connections);
  const script = pageScript().length;
  const kilobytes = traceOutput(usual, 'run').html.length / bytesPerKb;
  const megabytes =
    (traceOutput(large, 'run').html.length + script) / bytesPerMb;
  const drawn = times(repeat, () => traceOutput(large, 'run'));
  return [
    figure('size of 150, script apart', 'kB', [kilobytes], atMost(60)),
    figure('size of 10,000, with script', 'MB', [megabytes], atMost(2)),
    figure('size of the script', 'kB', [script / bytesPerKb]),
    figure('making the output of 10,000', 'ms', drawn, atMost(500)),
  ];
}

function times(repeat: number, work: () => void): number[] {
  return Array.from({ length: repeat }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
}

async function pageFigures(
  page: Page,
  repeat: number,
  tell: (text: string) => void,
): Promise<Figure[]> {
  const all: PageTimes[] = [];
  const { html } = traceOutput(bounded(largeRequests, connections), 'run');
  for (let round = 1; round <= repeat; round += 1) {
    tell(`page ${round}`);
    all.push(await measureInPage(page, html + pageScript()));
  }
  const of = (name: keyof PageTimes) => all.flatMap((each) => each[name]);
  return [
    figure('first picture of 10,000', 'ms', of('firstPicture'), atMost(500)),
    figure('awake, after that', 'ms', of('awake')),
    figure('pointing, the slowest', 'ms', worst(all, 'pointing'), atMost(50)),
    figure('zooming, the slowest', 'ms', worst(all, 'zooming'), atMost(50)),
    figure('filtering, the slowest', 'ms', worst(all, 'filtering')),
  ];
}

/** The slowest of each page: a hand notices that one. */
function worst(all: readonly PageTimes[], name: keyof PageTimes): number[] {
  return all.map((each) => Math.max(...each[name]));
}

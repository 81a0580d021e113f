import { crawl } from './crawl/crawl.ts';
import { createFrontier } from './crawl/frontier.ts';
import { startLimits, type Limits } from './crawl/limits.ts';
import { readOptions, type CrawlOptions } from './crawl/options.ts';
import { withOutput, type Output } from './crawl/output.ts';
import { startPageReader } from './crawl/page-reader.ts';
import { drawProgress } from './crawl/progress.ts';
import {
  explainNothing,
  renderSummary,
  sumUp,
  type Summary,
} from './crawl/summary.ts';
import { writablePath, writeText } from '../command/files.ts';
import { startCommandLab } from '../command/lab.ts';
import { renderTraceFile } from '../trace/export/trace-file.ts';
import { withServerSide } from '../trace/record/ask-servers.ts';
import { createRecorder } from '../trace/record/record.ts';

/**
 * Crawls sites; without a URL, the lab's conference. Resolves with 130 if Ctrl-C
 * ended it.
 */
export async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options.urls.length > 0) return crawlSites(options.urls, options);
  const { scale } = options;
  const lab = await startCommandLab(scale === undefined ? {} : { scale });
  process.stderr.write(
    `No URL was given, so this crawls the lab's conference at ${lab.conference}/.\n`,
  );
  try {
    return await crawlSites([`${lab.conference}/`], options);
  } finally {
    await lab.close();
  }
}

async function crawlSites(
  urls: readonly string[],
  options: CrawlOptions,
): Promise<number> {
  const limits = startLimits(options.deadline);
  try {
    const summary = await withOutput(urls, options, (output) =>
      crawlInto(output, urls, options, limits),
    );
    report(summary, options);
    return summary.ended === 'interrupted' ? (limits.exitCode() ?? 0) : 0;
  } finally {
    limits.stop();
  }
}

async function crawlInto(
  output: Output,
  urls: readonly string[],
  options: CrawlOptions,
  limits: Limits,
): Promise<Summary> {
  const { save, before, file } = output;
  const frontier = createFrontier(before, options.queries);
  const reader = startPageReader(limits.signals.cut);
  const stopDrawing = drawProgress(frontier, output);
  const startedMs = performance.now();
  try {
    const { signals } = limits;
    const plan = { ...options, ...signals, before, save, parse: reader.parse };
    await traced(options.trace, () => crawl(urls, plan, frontier));
  } finally {
    stopDrawing();
    await reader.close();
    await output.close();
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const ended = limits.ended();
  return sumUp({ urls, file, seconds, before: before.length, ended }, frontier);
}

/**
 * Runs work and writes the trace of its requests where that is asked for, even
 * when it fails.
 */
async function traced(
  file: string | undefined,
  work: () => Promise<void>,
): Promise<void> {
  if (file === undefined) return work();
  const path = writablePath(file);
  const recorder = createRecorder();
  try {
    await recorder.run(work);
  } finally {
    const runs = [
      { name: 'npm run crawl', trace: await withServerSide(recorder.stop()) },
    ];
    writeText(path, renderTraceFile(path, runs));
  }
}

function report(summary: Summary, { json }: CrawlOptions): void {
  if (json) console.log(JSON.stringify(summary, null, 2));
  explainNothing(summary);
  process.stderr.write(renderSummary(summary));
}

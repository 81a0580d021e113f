import { count, counted, duration } from '../../trace/render/words.ts';
import { WorkError } from '../../command/options.ts';
import type { Frontier } from './frontier.ts';
import type { Ending } from './limits.ts';

/** How a crawl went; with a file, what earlier runs wrote there is counted. */
export interface Summary {
  readonly urls: readonly string[];
  readonly file: string | undefined;
  readonly seconds: number;
  readonly ended: 'done' | 'max-pages' | 'deadline' | 'interrupted';
  /** Pages that were read, and how many of them by earlier runs. */
  readonly pages: number;
  readonly before: number;
  /** Pages that are known, and not read. */
  readonly left: number;
  /** How many pages failed, by status or by what was thrown. */
  readonly failures: Readonly<Record<string, number>>;
  /** Those that did not answer: they are asked again the next time. */
  readonly unanswered: readonly { url: string; reason: string }[];
  /** Addresses that robots.txt asks to leave alone. */
  readonly leftAlone: number;
  /** Addresses beyond the site that links lead to. */
  readonly offSite: number;
}

interface Circumstances extends Pick<
  Summary,
  'urls' | 'file' | 'seconds' | 'before'
> {
  readonly ended: Ending;
}

/** Returns the figures of a crawl from what became of its pages. */
export function sumUp(
  { urls, file, seconds, before, ended }: Circumstances,
  frontier: Frontier,
): Summary {
  const { read, known, leftAlone, offSite } = frontier;
  const unanswered = Array.from(frontier.unanswered, ([url, reason]) => {
    return { url, reason };
  });
  const left = known.size - read.size;
  const isAllTried = known.size > 0 && left <= unanswered.length;
  const isStopped = known.size > 0 && !isAllTried;
  return {
    urls,
    file,
    seconds,
    ended: isAllTried ? 'done' : (ended ?? (isStopped ? 'max-pages' : 'done')),
    pages: read.size,
    before,
    left,
    failures: countFailures(frontier),
    unanswered,
    leftAlone: leftAlone.size,
    offSite: offSite.size,
  };
}

function countFailures({ read, unanswered }: Frontier): Record<string, number> {
  const failures: Record<string, number> = {};
  const bad = [...read.values()].filter((status) => status >= 400).sort();
  for (const reason of [...bad, ...unanswered.values()]) {
    failures[reason] = (failures[reason] ?? 0) + 1;
  }
  return failures;
}

/** @throws WorkError where a crawl came to its end and has read nothing */
export function explainNothing(summary: Summary): void {
  const { urls, pages, ended, unanswered, leftAlone } = summary;
  if (pages > 0 || ended !== 'done') return;
  const [failure] = unanswered;
  const [url = ''] = urls;
  if (failure) {
    throw new WorkError(
      `${failure.url} did not answer (${failure.reason}), so nothing was read; is the address right, and is its server running?`,
    );
  }
  throw new WorkError(
    leftAlone > 0
      ? `${new URL(url).origin}/robots.txt asks robots to leave ${url} alone (or could not be had), so nothing was read.`
      : `Nothing was read from ${url}.`,
  );
}

/** Returns a few lines for a person. */
export function renderSummary(summary: Summary): string {
  const lines = [
    pagesLine(summary),
    failuresLine(summary),
    restLine(summary),
    endLine(summary),
  ];
  return lines.filter((line) => line !== '').join('');
}

function pagesLine({ pages, before, seconds, file }: Summary): string {
  const where = file === undefined ? '' : ` ${file} has them.`;
  const earlier = before > 0 ? `, ${count(before)} of them before` : '';
  return `${counted(pages, 'page')}${earlier}, in ${duration(seconds * 1000)}.${where}\n`;
}

function failuresLine({ failures, unanswered }: Summary): string {
  const reasons = Object.entries(failures).map(
    ([reason, times]) => `${count(times)} with ${reason}`,
  );
  if (reasons.length === 0) return '';
  const [first] = unanswered;
  const again = first
    ? ` What did not answer (such as ${first.url}) is asked again the next time.`
    : '';
  return `Failed: ${reasons.join(', ')}.${again}\n`;
}

function restLine({ leftAlone, offSite }: Summary): string {
  const forRobots = `${counted(leftAlone, 'link')} as robots.txt asks`;
  return `Left alone: ${forRobots}, ${count(offSite)} off the site.\n`;
}

function endLine({ ended, left, file }: Summary): string {
  if (ended === 'done') return '';
  const why = {
    'max-pages': 'That is as many as were wanted',
    deadline: 'The deadline has passed',
    interrupted: 'Interrupted',
  }[ended];
  const next =
    file === undefined
      ? 'with --output FILE, the same command could go on from here'
      : 'the same command goes on from here';
  return `${why}: ${counted(left, 'page')} that links lead to ${left === 1 ? 'is' : 'are'} not read; ${next}.\n`;
}

import { count, counted, duration } from '../../trace/render/words.ts';
import { WorkError } from '../../command/options.ts';
import { keyOf } from './address.ts';
import type { Frontier } from './frontier.ts';
import type { Ending } from './limits.ts';

/** The result of a crawl; pages that are in the file from earlier runs count. */
export interface Summary {
  readonly urls: readonly string[];
  readonly file: string | undefined;
  readonly seconds: number;
  readonly ended: 'done' | 'max-pages' | 'deadline' | 'interrupted';
  /** Pages that were read, and how many of them by earlier runs. */
  readonly pages: number;
  readonly before: number;
  /** Pages that are known but were not read. */
  readonly left: number;
  /** How many pages failed, by status or by what was thrown. */
  readonly failures: Readonly<Record<string, number>>;
  /** Pages without an answer: the next run requests them again. */
  readonly unanswered: readonly { url: string; reason: string }[];
  /** Addresses that robots.txt asks to leave alone. */
  readonly leftAlone: number;
  /** Addresses outside the sites that links lead to. */
  readonly offSite: number;
  /** Links that were followed without their queries. */
  readonly shortened: number;
  /** Pages whose links may be incomplete. */
  readonly problems: readonly { url: string; problem: string }[];
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
  const { read, known, leftAlone, offSite, shortened } = frontier;
  const unanswered = Array.from(frontier.unanswered, ([url, reason]) => {
    return { url, reason };
  });
  const left = known.size - read.size;
  const tried = unanswered.filter(({ url }) => known.has(keyOf(url)));
  const isDone = frontier.isOpen && left <= tried.length;
  return {
    urls,
    file,
    seconds,
    ended: isDone ? 'done' : (ended ?? 'max-pages'),
    pages: read.size,
    before,
    left,
    failures: countFailures(frontier),
    unanswered,
    leftAlone: leftAlone.size,
    offSite: offSite.size,
    shortened: shortened.size,
    problems: Array.from(frontier.problems, ([url, problem]) => {
      return { url, problem };
    }),
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

/** @throws WorkError if a crawl came to its end without reading a page */
export function explainNothing(summary: Summary): void {
  const { urls, pages, ended, unanswered, leftAlone } = summary;
  if (pages > 0 || ended !== 'done') return;
  const [failure] = unanswered;
  const [url = ''] = urls;
  if (failure) {
    throw new WorkError(
      `${failure.url} did not answer (${failure.reason}), so no page was read; is the address right, and is its server running?`,
    );
  }
  throw new WorkError(
    leftAlone > 0
      ? `${new URL(url).origin}/robots.txt does not allow robots to read ${url} (or could not be read itself, or asks for more than an hour between two requests), so no page was read.`
      : `No page was read from ${url}.`,
  );
}

/** Returns a few lines for a person. */
export function renderSummary(summary: Summary): string {
  const lines = [
    pagesLine(summary),
    failuresLine(summary),
    problemsLine(summary),
    queriesLine(summary),
    restLine(summary),
    endLine(summary),
  ];
  return lines.filter((line) => line !== '').join('');
}

function pagesLine({ pages, before, seconds, file }: Summary): string {
  const fate = pages === 0 ? 'Nothing was written to' : 'They are in';
  const where = file === undefined ? '' : ` ${fate} ${file}.`;
  const earlier =
    before > 0 ? `, ${count(before)} of them by earlier runs` : '';
  return `${counted(pages, 'page')}${earlier}, in ${duration(seconds * 1000)}.${where}\n`;
}

function failuresLine({ failures, unanswered }: Summary): string {
  const reasons = Object.entries(failures).map(
    ([reason, times]) => `${count(times)} with ${reason}`,
  );
  if (reasons.length === 0) return '';
  const [first] = unanswered;
  const again = first
    ? ` Pages that did not answer (such as ${first.url}) are requested again the next time.`
    : '';
  return `Failed: ${reasons.join(', ')}.${again}\n`;
}

function problemsLine({ problems: [first, ...others] }: Summary): string {
  if (!first) return '';
  const pages = counted(1 + others.length, 'page');
  return `Not read whole: ${pages}, such as ${first.url} (${first.problem}).\n`;
}

function queriesLine({ shortened }: Summary): string {
  if (shortened === 0) return '';
  return `Queries: ${counted(shortened, 'link')} followed without what is after the ?; with --queries, they are pages of their own.\n`;
}

function restLine({ leftAlone, offSite }: Summary): string {
  const forRobots = `${counted(leftAlone, 'link')} because of robots.txt`;
  return `Not followed: ${forRobots}, ${count(offSite)} to other sites.\n`;
}

function endLine({ ended, left, file }: Summary): string {
  if (ended === 'done') return '';
  const why = {
    'max-pages': 'Stopped at --max-pages',
    deadline: 'Stopped at the deadline',
    interrupted: 'Interrupted',
  }[ended];
  if (left === 0) {
    return `${why}, before the first request for a page; run the same command again.\n`;
  }
  const next =
    file === undefined
      ? 'with --output FILE, the same command could continue from here'
      : 'run the same command again to continue';
  return `${why}: ${counted(left, 'page')} that links lead to ${left === 1 ? 'was' : 'were'} not read; ${next}.\n`;
}

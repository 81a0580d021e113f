import { Agent } from 'undici';
import { withTaskGroup } from '../../client/task-group.ts';
import { keyOf } from './address.ts';
import { ask, type Read } from './ask.ts';
import { add, type Frontier } from './frontier.ts';
import { parsePage, type Page } from './page.ts';
import { codeOf, retry } from './retry.ts';
import { leaveAlone, readRobots, robotsFilesOf } from './robots.ts';
import { createPace, createTurns } from './turns.ts';

/** How to crawl: the limits, what is known already, where pages go. */
export interface Plan {
  /** The most requests at once, in total and to one host. */
  readonly concurrency: number;
  readonly perHost: number;
  /** The least time between two requests to a host. */
  readonly delayMs: number;
  /** How often to repeat a request that may succeed next time. */
  readonly retries: number;
  /** The most pages to start reading. */
  readonly maxPages: number;
  /** Once aborted, nothing new is started; what runs is finished. */
  readonly stop: AbortSignal;
  /** Once aborted, what runs is cancelled, too. */
  readonly cut: AbortSignal;
  /** Pages that earlier runs have read. */
  readonly before: readonly Page[];
  readonly save: (page: Page) => Promise<void>;
}

/** Reads a page, and follows a redirect that only changes its spelling. */
async function readPage(address: string, read: Read): Promise<Page> {
  const page = parsePage(address, await read(address));
  const isRedirect = page.status >= 300 && page.status < 400;
  const [target = ''] = isRedirect ? page.links : [];
  if (target === address || keyOf(target) !== keyOf(address)) return page;
  return parsePage(target, await read(target));
}

/**
 * Reads all pages of some sites that links lead to, breadth first, and records
 * them in the frontier. Nothing is still running when it is done.
 * @throws what saving a page throws
 */
export async function crawl(
  starts: readonly string[],
  plan: Plan,
  frontier: Frontier,
): Promise<void> {
  const agent = new Agent({ connections: plan.perHost });
  const inTurn = createTurns(plan.concurrency, plan.perHost);
  const pace = createPace(frontier.robots, plan.delayMs);

  const work = withTaskGroup(async ({ run, signal }) => {
    const cut = AbortSignal.any([signal, plan.cut]);
    const stop = AbortSignal.any([cut, plan.stop]);
    const askInTime = (address: string) =>
      pace(address, stop).then(() => ask(address, agent, cut));
    const read: Read = (address) =>
      retry(() => askInTime(address), plan.retries, stop);
    const excuse = (address: string) => (failure: Error) => {
      if (!stop.aborted) frontier.unanswered.set(address, codeOf(failure));
    };
    const visit = async (address: string) => {
      if (stop.aborted || frontier.begun === plan.maxPages) return;
      frontier.begun += 1;
      const page = await readPage(address, read).catch(excuse(address));
      if (page) await plan.save(page);
      if (page) frontier.read.set(keyOf(address), page.status);
      frontier.over += 1;
      follow(page?.links ?? []);
    };
    const follow = (links: readonly string[]) => {
      for (const address of add(frontier, links)) {
        void run(() => inTurn(address, () => visit(address)));
      }
    };
    for (const address of robotsFilesOf(starts)) {
      const rules = await readRobots(address, read).catch(excuse(address));
      frontier.robots.set(new URL(address).origin, rules ?? leaveAlone);
    }
    follow([...plan.before.flatMap(({ links }) => links), ...starts]);
  });
  await work.finally(() => agent.destroy());
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { withTaskGroup } from '../../client/task-group.ts';
import { keyOf } from './address.ts';
import { ask, type Answer, type Read } from './ask.ts';
import { add, record, type Frontier } from './frontier.ts';
import type { Page } from './page.ts';
import { codeOf, retry } from './retry.ts';
import { leaveAlone, readRobots, robotsFilesOf } from './robots.ts';
import { createPace, createTurns, type Rest } from './turns.ts';

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
  readonly parse: (url: string, answer: Answer) => Promise<Page>;
  readonly save: (page: Page) => Promise<void>;
}

/** Reads a page, and follows a redirect that only changes its spelling. */
async function readPage(
  address: string,
  read: Read,
  parse: Plan['parse'],
): Promise<Page> {
  const page = await parse(address, await read(address));
  const isRedirect = page.status >= 300 && page.status < 400;
  const [target = ''] = isRedirect ? page.links : [];
  if (target === address || keyOf(target) !== keyOf(address)) return page;
  return parse(target, await read(target));
}

/** What a request needs besides the plan. */
interface Means {
  readonly agent: Agent;
  readonly stop: AbortSignal;
  readonly cut: AbortSignal;
}

/** Requests at a site's own pace, and again where that may help. */
function createReading(plan: Plan, frontier: Frontier, means: Means) {
  const { agent, stop, cut } = means;
  const pace = createPace(frontier.robots, plan.delayMs);
  return (rest: Rest): Read =>
    (address, types) => {
      const askInTime = () =>
        pace(address, stop).then(() => ask(address, agent, cut, types));
      const pause = (waitMs: number) =>
        rest(() => sleep(waitMs, undefined, { signal: stop }));
      return retry(askInTime, plan.retries, pause);
    };
}

/** What is done with an address once it is its turn. */
type Task = (address: string, read: Read) => Promise<void>;

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
  const work = withTaskGroup(async ({ run, signal }) => {
    const cut = AbortSignal.any([signal, plan.cut]);
    const stop = AbortSignal.any([cut, plan.stop]);
    const reading = createReading(plan, frontier, { agent, stop, cut });
    const begin = (address: string, task: Task) =>
      run(() => inTurn(address, (rest) => task(address, reading(rest))));
    const excuse = (address: string) => (failure: Error) => {
      if (!stop.aborted) frontier.unanswered.set(address, codeOf(failure));
    };
    const obey: Task = async (address, read) => {
      const rules = await readRobots(address, read).catch(excuse(address));
      frontier.robots.set(new URL(address).origin, rules ?? leaveAlone);
    };
    const visit: Task = async (address, read) => {
      if (stop.aborted || frontier.begun === plan.maxPages) return;
      frontier.begun += 1;
      const reads = readPage(address, read, plan.parse);
      const page = await reads.catch(excuse(address));
      if (page) await plan.save(page);
      if (page) record(frontier, address, page);
      frontier.over += 1;
      follow(add(frontier, page?.links ?? []));
    };
    const follow = (addresses: readonly string[]) => {
      for (const address of addresses) void begin(address, visit);
    };
    await Promise.all(robotsFilesOf(starts).map((file) => begin(file, obey)));
    if (stop.aborted) return;
    frontier.isOpen = true;
    const earlier = plan.before.flatMap(({ links }) => links);
    follow(add(frontier, earlier));
    follow(add(frontier, starts, true));
  });
  await work.finally(() => agent.destroy());
}

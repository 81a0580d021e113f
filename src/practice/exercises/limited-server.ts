import { measureSlowness } from '../../lab/slowness.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';

/** A limit that a client cannot know before an answer tells it. */
export interface Limit {
  /** How many requests at once, after a rest. */
  readonly burst: number;
  /**
   * Within how many seconds the whole burst is available again, after each
   * burst in turn.
   */
  readonly resetSeconds: readonly number[];
}

/** What a server with a limit saw. */
export interface LimitedSeen {
  /** The paths of all requests, in the order of their arrival. */
  readonly arrivals: readonly string[];
  readonly refusals: number;
  /** How many requests were waiting together, each time when it answered. */
  readonly bursts: readonly number[];
  /** The longest that a full burst was left unused, in seconds. */
  readonly unusedSeconds: number;
}

/** After this long without another request, it answers all that wait. */
const quietMs = 250;

/** Of the time that the header promises; the rest is for early timers. */
const refillShare = 0.9;

/**
 * Starts a server like the lab's `limited`. It answers only when no more requests
 * come, so that what is in flight at once depends on the client alone.
 */
export async function startLimitedServer({ burst, resetSeconds }: Limit) {
  const bursts: number[] = [];
  /** The seconds that the answers to this burst, or to a later one, tell. */
  const secondsAt = (at: number) =>
    resetSeconds[at] ?? resetSeconds.at(-1) ?? 0;
  const refillMsAt = (at: number) =>
    (refillShare * 1000 * secondsAt(at)) / burst;
  const arrivals: string[] = [];
  const fair = startFairClock();
  let waiting: (() => void)[] = [];
  let refusals = 0;
  let unusedMs = 0;
  let left = burst;
  let answeredMs = 0;
  let fullAtMs = Infinity;
  let timer: NodeJS.Timeout | undefined;

  function answerAll(): void {
    const all = waiting;
    waiting = [];
    bursts.push(all.length);
    for (const answer of all) answer();
    answeredMs = performance.now();
    fullAtMs = fair.nowMs() + 1000 * secondsAt(bursts.length - 1);
  }

  /** Requests come back one by one, from the moment of the last answers. */
  function refill(): void {
    if (bursts.length === 0) return;
    const refillMs = refillMsAt(bursts.length - 1);
    const back = Math.floor((performance.now() - answeredMs) / refillMs);
    left = Math.min(burst, left + back);
  }

  const server = await startScriptedServer(({ url = '/' }, response) => {
    if (!/^\/items\/\d+$/.test(url)) {
      arrivals.push(url);
      response.writeHead(404).end();
      return;
    }
    if (waiting.length === 0) {
      unusedMs = Math.max(unusedMs, fair.nowMs() - fullAtMs);
      refill();
    }
    arrivals.push(url);
    const isGranted = left > 0;
    if (isGranted) left -= 1;
    response.setHeader('ratelimit-limit', burst);
    response.setHeader('ratelimit-remaining', left);
    const at = bursts.length;
    response.setHeader('ratelimit-reset', secondsAt(at));
    waiting.push(() => {
      if (isGranted) {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ item: Number(url.split('/').at(-1)) }));
      } else {
        refusals += 1;
        response.setHeader('retry-after', Math.ceil(refillMsAt(at) / 1000));
        response.writeHead(429).end('Too Many Requests');
      }
    });
    clearTimeout(timer);
    timer = setTimeout(answerAll, quietMs * measureSlowness());
  });
  return {
    url: server.url,
    seen: (): LimitedSeen => ({
      arrivals,
      refusals,
      bursts,
      unusedSeconds: unusedMs / 1000,
    }),
    close: () => {
      fair.stop();
      return server.close();
    },
  };
}

const tickMs = 10;
/** A tick that comes later than this came late because of other work. */
const mostTickMs = 100;

/**
 * Starts a clock that stands still while this process does not get its turn: a
 * machine that is busy is not a client that waits.
 */
function startFairClock() {
  let fairMs = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    fairMs += Math.min(nowMs - lastMs, mostTickMs);
    lastMs = nowMs;
  }, tickMs);
  return {
    nowMs: () => fairMs,
    stop: () => {
      clearInterval(timer);
    },
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { startScriptedServer } from '../acting/scripted-server.ts';
import { someTurns } from '../acting/waiting.ts';

/** What a small site saw of its crawls. */
export interface SmallSiteSeen {
  readonly arrivals: readonly string[];
  /** The most requests whose answers were not complete, at the same time. */
  readonly peakInFlight: number;
  /** How long the page that asks for a pause had one, in milliseconds. */
  readonly pauseMs: number;
}

/** The paths of the pages to read, with their last statuses. */
export const smallSite: Readonly<Record<string, number>> = {
  '/': 200,
  '/a': 200,
  '/b': 200,
  '/busy': 200,
  '/c': 200,
  '/silent': 0,
  '/d': 200,
};

const robots = 'User-agent: *\nDisallow: /hidden\n';
const links = ['/hidden', ...Object.keys(smallSite)].map(linkTo);

function linkTo(path: string): string {
  return `<a href="${path}">${path}</a>`;
}

/** Only one page links to a page that is one too many. */
function textAt(path: string): string {
  if (path === '/robots.txt') return robots;
  return [...links, ...(path === '/d' ? [linkTo('/deep')] : [])].join(' ');
}

/**
 * Starts a site with a page that never answers and one, `/busy`, that asks for a
 * pause before its second answer. A body comes later than its headers.
 */
export async function startSmallSite(retryAfterSeconds: number) {
  const arrivals: string[] = [];
  let inFlight = 0;
  let peakInFlight = 0;
  let refusedMs: number | undefined;
  let pauseMs = Infinity;

  async function answer(path: string, response: ServerResponse) {
    if (path === '/busy' && refusedMs === undefined) {
      inFlight -= 1;
      response
        .writeHead(503, { 'retry-after': String(retryAfterSeconds) })
        .end();
      refusedMs = performance.now();
      return;
    }
    if (path === '/busy' && pauseMs === Infinity) {
      pauseMs = performance.now() - (refusedMs ?? 0);
    }
    response.setHeader('content-type', 'text/html');
    response.flushHeaders();
    await someTurns();
    inFlight -= 1;
    response.end(textAt(path));
  }

  async function take(
    { url = '/' }: IncomingMessage,
    response: ServerResponse,
  ) {
    arrivals.push(url);
    if (url === '/silent') {
      response.destroy();
      return;
    }
    peakInFlight = Math.max(peakInFlight, ++inFlight);
    await someTurns();
    await answer(url, response);
  }

  const server = await startScriptedServer((request, response) => {
    void take(request, response);
  });
  return {
    url: server.url,
    seen: (): SmallSiteSeen => ({
      arrivals: [...arrivals],
      peakInFlight,
      pauseMs,
    }),
    close: () => server.close(),
  };
}

import { createClients, type Clients } from '../limited/clients.ts';
import type { Grant } from '../limited/token-bucket.ts';
import { nearbyModel } from '../model.ts';
import { renderPage } from './html.ts';
import {
  htmlAnswer,
  isRead,
  jsonAnswer,
  notFound,
  readOnly,
  textAnswer,
  type Answer,
} from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { Site } from './site.ts';

/** At scale 1: ten at once, and then ten a second. */
const limitedRate = { capacity: 10, refillMs: 100 };

const clientLength = 100;

/** Items with a limit on how fast each client may ask for them. */
export const limited: Site = {
  name: 'limited',
  summary:
    'Items under a rate limit: for each client ten at once, then one every ' +
    '100 ms times the scale',
  examplePaths: ['/', '/items/1'],
  model: nearbyModel,
  open(context) {
    const { capacity, refillMs } = limitedRate;
    const clients = createClients({
      capacity,
      refillMs: refillMs * context.scale,
    });
    return {
      handle(exchange) {
        exchange.reply(answer(exchange, clients, context.now()));
      },
      stats: () => clients.stats(),
      reset() {
        clients.reset();
      },
    };
  },
};

function answer(exchange: Exchange, clients: Clients, nowMs: number): Answer {
  const { path } = exchange.target;
  if (!isRead(exchange.request)) return readOnly;
  if (path === '/') return htmlAnswer(index);
  const [, digits] = /^\/items\/(\d{1,9})$/.exec(path) ?? [];
  if (digits === undefined) return notFound;
  const grant = clients.take(clientOf(exchange), nowMs);
  Object.assign(exchange.headers, headersOf(grant));
  if (grant.isGranted) return jsonAnswer({ item: Number(digits) });
  const retryAfter = String(Math.ceil(grant.nextMs / 1000));
  const headers = { 'retry-after': retryAfter };
  return { ...textAnswer('Too Many Requests', 429), headers };
}

/** The name that a client gives itself, or else its address. */
function clientOf({ request }: Exchange): string {
  const name = String(request.headers['x-client'] ?? '');
  return name.slice(0, clientLength) || (request.socket.remoteAddress ?? '');
}

/** After the IETF's draft-ietf-httpapi-ratelimit-headers, version 06. */
function headersOf({ remaining, fullMs }: Grant): Record<string, string> {
  return {
    'ratelimit-limit': String(limitedRate.capacity),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(fullMs / 1000)),
  };
}

const index = renderPage(
  'Rate limit',
  `<nav><a href="/">Rate limit</a></nav>
<main>
<h1>One at a time, please</h1>
<p><a href="/items/1">/items/1</a>, <code>/items/2</code> and so on cost a token
each. A client has ten, and gets one more every 100 ms at scale 1.
<code>ratelimit-remaining</code> says how many are left; a client that has none
gets a 429, and <code>retry-after</code> says when to come back. The header
<code>x-client</code>, or else the address, identifies a client.</p>
</main>`,
);

import type { ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { Agent, request, type Dispatcher } from 'undici';
import { startScriptedServer } from '../acting/scripted-server.ts';
import { briefTimeoutMs, waitUntil } from '../acting/waiting.ts';
import { defineExercise, runsOf } from '../exercise.ts';
import { holds } from '../rules/values.ts';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly status?: number | undefined;
  readonly port?: number | undefined;
  readonly error?: string | undefined;
}

interface Watch {
  readonly requests: readonly Seen[];
  stop(): void;
}

type StartWatching = () => Watch;

/** What an entry must say at a moment, and what it said. */
interface Moment {
  readonly id: keyof Seen;
  readonly when: string;
  readonly wanted: unknown;
  readonly found: unknown;
}

interface Value {
  readonly seen: readonly Seen[];
  /** What a right watch notes; the ports are those that the server saw. */
  readonly wanted: readonly Seen[];
  /** What an entry said at the moments when it was to be filled in. */
  readonly moments: readonly Moment[];
  /** What changed after stop(), in the entry of a request under way and in all. */
  readonly afterwards: readonly string[];
  /** What a second watch noted of one request, made after the first had stopped. */
  readonly secondList: readonly Seen[];
}

const refused = 'ECONNREFUSED';

/** A port on which no server listens; one that is only free now may be taken. */
const closedOrigin = 'http://127.0.0.1:1';

const hungUp = 'UND_ERR_SOCKET';

/** Enough for the headers to be read before the connection ends. */
const cutAfterMs = 50;

/**
 * Answers by path: `/held…` when the act lets it, headers first, `/hang-up`
 * never, and `/cut` with half a body.
 */
async function startSite() {
  const ports: { path: string; port: number }[] = [];
  const held = new Map<string, ServerResponse>();
  const server = await startScriptedServer((incoming, response) => {
    const { url: path = '/', socket } = incoming;
    ports.push({ path, port: socket.remotePort ?? 0 });
    if (path === '/hang-up') socket.destroy();
    else if (path === '/cut') {
      response.writeHead(200, { 'content-length': 100 }).write('half', () => {
        setTimeout(() => socket.destroy(), cutAfterMs);
      });
    } else if (path.startsWith('/held')) held.set(path, response);
    else response.writeHead(path === '/missing' ? 404 : 200).end('text');
  });
  return {
    url: server.url,
    isHolding: (path: string) => held.has(path),
    portsOf: (path: string) =>
      ports.filter((one) => one.path === path).map((one) => one.port),
    sendHeaders: (path: string) => held.get(path)?.writeHead(201).write('te'),
    letGo: (path: string) => held.get(path)?.end('xt'),
    close: () => server.close(),
  };
}

async function ask(
  dispatcher: Dispatcher,
  url: string,
  method: 'GET' | 'POST' = 'GET',
): Promise<void> {
  try {
    const { body } = await request(url, { dispatcher, method });
    await body.dump();
  } catch {
    // Some of them fail on purpose: the watch has to note that.
  }
}

async function act(startWatching: StartWatching, seed: number): Promise<Value> {
  const site = await startSite();
  const one = new Agent({ connections: 1 });
  const [other, third] = [new Agent(), new Agent()];
  const [early, late] = [new Agent(), new Agent()];
  const again = Array.from({ length: 1 + (seed % 3) }, () => '/again');
  const before = ask(early, `${site.url}/held/before`);
  await waitUntil(() => site.isHolding('/held/before'), briefTimeoutMs);
  const watch = startWatching();
  try {
    const moments: Moment[] = [];
    /** The first entry of a path. */
    const entryOf = (path: string) =>
      watch.requests.find((found) => found.path === path);
    const look = async (id: keyof Seen, when: string, wanted: unknown) => {
      const found = () => entryOf('/held')?.[id];
      await waitUntil(() => found() === wanted, lookTimeoutMs);
      moments.push({ id, when, wanted, found: found() });
    };

    const held = ask(one, `${site.url}/held`);
    await look('method', 'before it is sent', 'GET');
    await waitUntil(() => site.isHolding('/held'), briefTimeoutMs);
    const [first] = site.portsOf('/held');
    await look('port', 'while it waits for its answer', first);
    await look('status', 'while it waits for its answer', undefined);
    site.sendHeaders('/held/before');
    site.letGo('/held/before');
    await before;
    await ask(other, `${site.url}/Quick%20one?id=${seed}`, 'POST');
    site.sendHeaders('/held');
    await look('status', 'while its body is still to come', 201);
    site.letGo('/held');
    await held;
    for (const path of [...again, '/missing']) await ask(one, site.url + path);
    await ask(third, `${site.url}/hang-up`);
    await ask(third, `${site.url}/cut`);
    await ask(third, `${closedOrigin}/refused`);
    const underWay = ask(late, `${site.url}/held/late`);
    await waitUntil(() => site.isHolding('/held/late'), briefTimeoutMs);
    watch.stop();
    const seen = watch.requests.map((found) => ({ ...found }));
    site.sendHeaders('/held/late');
    site.letGo('/held/late');
    await underWay;
    await ask(other, `${site.url}/after`);
    const afterwards = watch.requests
      .filter((found, at) => !isDeepStrictEqual({ ...found }, seen[at]))
      .map(nameOf);
    const secondWatch = startWatching();
    await ask(other, `${site.url}/later`);
    secondWatch.stop();

    const get = { method: 'GET' };
    const portOf = (path: string) => ({ port: site.portsOf(path)[0] });
    const post = `/Quick%20one?id=${seed}`;
    const wanted: Seen[] = [
      { ...get, path: '/held', status: 201, port: first },
      { method: 'POST', path: post, status: 200, ...portOf(post) },
      ...again.map((path) => ({ ...get, path, status: 200, port: first })),
      { ...get, path: '/missing', status: 404, port: first },
      { ...get, path: '/hang-up', error: hungUp, ...portOf('/hang-up') },
      { ...get, path: '/cut', status: 200, error: hungUp, ...portOf('/cut') },
      { ...get, path: '/refused', error: refused },
      { ...get, path: '/held/late', ...portOf('/held/late') },
    ];
    const secondList = secondWatch.requests.map((found) => ({ ...found }));
    return { seen, wanted, moments, afterwards, secondList };
  } finally {
    const agents = [one, other, third, early, late];
    await Promise.all(agents.map((agent) => agent.destroy()));
    await site.close();
  }
}

/** Only a watch that notes something too late takes this long. */
const lookTimeoutMs = 300;

const nameOf = ({ method, path }: Seen) => `${method} ${path}`;

/** A rule on one property of the noted requests. */
function tells(
  id: keyof Seen,
  expected: string,
  suggests: string,
  isMeant: (wanted: Seen) => boolean = () => true,
) {
  return holds<Value>(id, expected, ({ value: { seen, wanted, moments } }) => {
    const wrong = moments.find(
      (moment) => moment.id === id && moment.found !== moment.wanted,
    );
    if (wrong) {
      return {
        seen: `${id} ${String(wrong.found)} instead of ${String(wrong.wanted)} of a request, ${wrong.when}`,
        suggests: `Fill in the entry in the list at once, with each message. ${suggests}`,
      };
    }
    const at = wanted.findIndex(
      (one, at) => isMeant(one) && one[id] !== seen[at]?.[id],
    );
    const one = wanted[at];
    if (!one) return undefined;
    const found = `${id} ${String(seen[at]?.[id])}`;
    return {
      seen: `${found} instead of ${String(one[id])} for ${nameOf(one)}`,
      suggests,
    };
  });
}

export const exercise = defineExercise({
  id: '13-watch',
  name: 'startWatching',
  runs: runsOf({ deadlineMs: 20_000 }),
  act: (startWatching: StartWatching, { seed }) => act(startWatching, seed),
  rules: [
    holds<Value>(
      'requests',
      'each request noted once, in the order in which they were made',
      ({ value: { seen, wanted, moments } }) => {
        const early = moments.find(({ id }) => id === 'method');
        if (early && early.found !== early.wanted) {
          return {
            seen: 'no entry for a request before it was sent',
            suggests:
              'Add the entry to the list in the message of undici:request:create, and fill it in later.',
          };
        }
        const [found, made] = [seen.map(nameOf), wanted.map(nameOf)];
        if (found.join() === made.join()) return undefined;
        return {
          seen: `${found.join(', ') || 'none'} instead of ${made.join(', ')}`,
          suggests:
            'The channel undici:request:create announces each request once, whether it will be answered or not. Add an entry for each of its messages, even for a path that is already there, and for no others: other messages may be of requests that were made before.',
        };
      },
    ),
    tells(
      'status',
      'the status of each answer in the entry of its own request',
      'Requests do not end in the order in which they began. Use the request object, which is the same in each of its messages, to find the entry.',
    ),
    tells(
      'port',
      'the local port from which each request was sent',
      'The message of undici:client:sendHeaders has the socket. Note its localPort: the remote port is the server’s, the same for all.',
      ({ port }) => port !== undefined,
    ),
    tells(
      'error',
      'the code of the error for each request that failed, and for no others',
      'A request may fail before its headers, or after them, in its body. Listen to undici:request:error as well, and keep the entry until then.',
    ),
    holds<Value>(
      'stops',
      'nothing noted after stop(), not even of a request that is in the list',
      ({ value: { afterwards } }) =>
        afterwards.length === 0
          ? undefined
          : {
              seen: `a change after stop(): ${afterwards.join(', ')}`,
              suggests:
                'Unsubscribe from every channel. unsubscribe needs the very function that was subscribed, not another one with the same code: keep the functions in variables.',
            },
    ),
    holds<Value>(
      'a-list-each',
      'a second watch with a list of its own',
      ({ value: { secondList } }) => {
        const found = secondList.map(nameOf).join(', ');
        if (found === 'GET /later') return undefined;
        return {
          seen: `${found || 'nothing'} instead of GET /later in the list of a second watch`,
          suggests:
            'A variable of the module is shared by all watches. Keep the list, and what finds its entries, inside startWatching.',
        };
      },
    ),
  ],
});

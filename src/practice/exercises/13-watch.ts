import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request, type Dispatcher } from 'undici';
import { defineExercise, runsOf } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { holds } from '../rules/values.ts';
import { briefTimeoutMs, waitUntil } from '../acting/waiting.ts';

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

interface Value {
  readonly seen: readonly Seen[];
  /** What a right watch notes; the ports are those that the server saw. */
  readonly wanted: readonly Seen[];
  /** How many entries were added by a request after stop(). */
  readonly seenAfterwards: number;
}

const refused = 'ECONNREFUSED';

/** A port on which no server listens; one that is only free now may be taken. */
const closedOrigin = 'http://127.0.0.1:1';

const hungUp = 'UND_ERR_SOCKET';

/** Answers by path: `/held` when the act lets it, and `/hang-up` never. */
async function startSite() {
  const ports: { path: string; port: number }[] = [];
  let held: ServerResponse | undefined;
  const server = createServer((incoming, response) => {
    const { url: path = '/', socket } = incoming;
    ports.push({ path, port: socket.remotePort ?? 0 });
    if (path === '/hang-up') socket.destroy();
    else if (path === '/held') held = response;
    else response.writeHead(path === '/missing' ? 404 : 200).end('text');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    isHolding: () => held !== undefined,
    portsOf: (path: string) =>
      ports.filter((one) => one.path === path).map((one) => one.port),
    letGo: () => held?.writeHead(201).end('text'),
    close() {
      server.close();
      server.closeAllConnections();
    },
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
  const agents = [new Agent({ connections: 1 }), new Agent(), new Agent()];
  const [one, other, third] = agents as [Agent, Agent, Agent];
  const again = Array.from({ length: 1 + (seed % 3) }, () => '/again');
  const watch = startWatching();
  try {
    const held = ask(one, `${site.url}/held`);
    await waitUntil(site.isHolding, briefTimeoutMs);
    await ask(other, `${site.url}/quick/${seed}`, 'POST');
    site.letGo();
    await held;
    for (const path of [...again, '/missing']) await ask(one, site.url + path);
    await ask(third, `${site.url}/hang-up`);
    await ask(third, `${closedOrigin}/nobody`);
    watch.stop();
    const seen = watch.requests.map((found) => ({ ...found }));
    await ask(other, `${site.url}/later`);
    const get = { method: 'GET' };
    const [first] = site.portsOf('/held');
    const [second] = site.portsOf(`/quick/${seed}`);
    const wanted: Seen[] = [
      { ...get, path: '/held', status: 201, port: first },
      { method: 'POST', path: `/quick/${seed}`, status: 200, port: second },
      ...again.map((path) => ({ ...get, path, status: 200, port: first })),
      { ...get, path: '/missing', status: 404, port: first },
      {
        ...get,
        path: '/hang-up',
        error: hungUp,
        port: site.portsOf('/hang-up')[0],
      },
      { ...get, path: '/nobody', error: refused },
    ];
    const seenAfterwards = watch.requests.length - seen.length;
    return { seen, wanted, seenAfterwards };
  } finally {
    await Promise.all(agents.map((agent) => agent.destroy()));
    site.close();
  }
}

const nameOf = ({ method, path }: Seen) => `${method} ${path}`;

/** A rule on one property of the noted requests. */
function tells(
  id: keyof Seen,
  expected: string,
  suggests: string,
  isMeant: (wanted: Seen) => boolean = () => true,
) {
  return holds<Value>(id, expected, ({ value: { seen, wanted } }) => {
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
  runs: runsOf({}),
  act: (startWatching: StartWatching, { seed }) => act(startWatching, seed),
  rules: [
    holds<Value>(
      'requests',
      'each request noted once, in the order in which they were made',
      ({ value: { seen, wanted } }) => {
        const [found, made] = [seen.map(nameOf), wanted.map(nameOf)];
        if (found.join() === made.join()) return undefined;
        return {
          seen: `${found.join(', ') || 'none'} instead of ${made.join(', ')}`,
          suggests:
            'The channel undici:request:create announces each request once, whether it will be answered or not. Add an entry for each message, even for a path that is already there.',
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
      'A request that fails sends no message with headers. Listen to undici:request:error as well.',
    ),
    holds<Value>(
      'stops',
      'nothing noted after stop()',
      ({ value: { seenAfterwards } }) =>
        seenAfterwards === 0
          ? undefined
          : {
              seen: `${countOf(seenAfterwards, 'request')} noted`,
              suggests:
                'unsubscribe needs the very function that was subscribed, not another one with the same code. Keep the functions in variables.',
            },
    ),
  ],
});

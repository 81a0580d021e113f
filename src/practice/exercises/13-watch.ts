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
  /** What there was to see, ports as the server saw them. */
  readonly wanted: readonly Seen[];
  /** How many more there were in the list after one that came later. */
  readonly seenAfterwards: number;
}

const refused = 'ECONNREFUSED';

/** A port that was free a moment ago may have been taken since; not this one. */
const nobody = 'http://127.0.0.1:1';

const hungUp = 'UND_ERR_SOCKET';

/** Answers by path; `/held` only when told, and `/hang-up` never. */
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
    // That it fails is for the watch to tell.
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
    await ask(third, `${nobody}/nobody`);
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

/** A rule on one property of those that are to be seen. */
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
      'each request, in the order in which they were made',
      ({ value: { seen, wanted } }) => {
        const [found, made] = [seen.map(nameOf), wanted.map(nameOf)];
        if (found.join() === made.join()) return undefined;
        return {
          seen: `${found.join(', ') || 'none'} instead of ${made.join(', ')}`,
          suggests:
            'Each request is announced once when it is made, whether it will be answered or not; two to the same path are two.',
        };
      },
    ),
    tells(
      'status',
      'the status of each answer, with the request that it belongs to',
      'Requests do not end in the order in which they began: each message has the request object, which tells whose it is.',
    ),
    tells(
      'port',
      'the port from which each request was sent',
      'When the headers go out, the message has the socket, which knows both of its ends; the local one tells connections apart.',
      ({ port }) => port !== undefined,
    ),
    tells(
      'error',
      'the code of the error for each request that failed, and for no other',
      'A request that fails has no headers and no end; there is a channel for its error.',
    ),
    holds<Value>(
      'stops',
      'nothing more to be noted after stop()',
      ({ value: { seenAfterwards } }) =>
        seenAfterwards === 0
          ? undefined
          : {
              seen: `${countOf(seenAfterwards, 'request')} noted`,
              suggests:
                'To unsubscribe takes the same function that was subscribed; another one that does the same is another one.',
            },
    ),
  ],
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { DemoEvent } from '../demo/demo.ts';
import { createDemoApi, type DemoApi } from './demo-api.ts';

const names = ['quick', 'patient', 'looping', 'throwing', 'crashing', 'heats'];
const demos = {
  folder: new URL('../demo/fixture-demos/', import.meta.url),
  files: Object.fromEntries(names.map((name) => [name, `${name}.ts`])),
};

suite('the server of demos', { timeout: 120_000 }, () => {
  let api: DemoApi;
  let server: Server;
  let port: number;

  before(async () => {
    api = createDemoApi({ scale: 0.1, deadlineMs: 20_000, demos });
    ({ server, port } = await serve(api));
  });
  after(async () => {
    await api.close();
    server.close();
  });

  /** What the deck's own page sends, by default. */
  function ask({
    headers = {},
    method = 'POST',
    path = '/demo/run',
    body = unknownBody,
    to = port,
    token = api.token,
  } = {}) {
    return send({
      port: to,
      method,
      path,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        origin: `http://127.0.0.1:${to}`,
        'sec-fetch-site': 'same-origin',
        'x-demo-token': token,
        ...headers,
      },
    });
  }

  async function answerOf(request: Parameters<typeof ask>[0]) {
    const response = await ask(request).response;
    return { status: response.statusCode, words: await text(response) };
  }

  const refusals: [string, number, Parameters<typeof ask>[0]][] = [
    ['another path', 404, { path: '/demo/run/../../etc/passwd' }],
    ['a path with a name in it', 404, { path: '/demo/quick' }],
    ['GET', 405, { method: 'GET', body: '' }],
    ['OPTIONS', 405, { method: 'OPTIONS', body: '' }],
    ['another page’s origin', 403, { headers: { origin: 'http://evil.test' } }],
    ['no origin', 403, { headers: { origin: undefined } }],
    ['the origin null', 403, { headers: { origin: 'null' } }],
    ['another site', 403, { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['another port', 403, { headers: { 'sec-fetch-site': 'same-site' } }],
    ['no token', 403, { headers: { 'x-demo-token': undefined } }],
    ['a wrong token', 403, { token: 'wrong' }],
    ['a form', 415, { headers: { 'content-type': 'text/plain' } }],
    ['what is not JSON', 400, { body: '{' }],
    ['what is not an object', 400, { body: '[]' }],
    ['too much', 413, { body: ' '.repeat(20_000) }],
    ['no name', 404, { body: {} }],
    ['an unknown name', 404, { body: { name: 'nobody' } }],
    ['a path as a name', 404, { body: { name: '../../../lab/lab' } }],
    ['a name of every object', 404, { body: { name: 'constructor' } }],
    ['a scale out of range', 400, { body: { name: 'quick', scale: 50 } }],
    ['a scale of words', 400, { body: { name: 'quick', scale: '1' } }],
    [
      'parameters that are not an object',
      400,
      { body: { name: 'quick', parameters: 1 } },
    ],
    ['an unknown parameter', 400, withParameters({ constructor: 1 })],
    ['too small a parameter', 400, withParameters({ requests: 0 })],
    ['too large a parameter', 400, withParameters({ requests: 10 })],
    ['half a parameter', 400, withParameters({ requests: 1.5 })],
    ['a parameter in words', 400, withParameters({ requests: '2' })],
  ];

  function withParameters(parameters: unknown) {
    return { body: { name: 'quick', parameters } };
  }

  for (const [what, status, request] of refusals) {
    test(`refuses ${what} with ${status} and one line`, async () => {
      const answer = await answerOf(request);
      assert.equal(answer.status, status, answer.words);
      assert.match(answer.words, /^[^\n]{10,120}\.\n$/);
    });
  }

  test('refuses another host name that leads here', async () => {
    const host = `evil.test:${port}`;
    const headers = { host, origin: `http://${host}` };
    const { status } = await answerOf({ headers });
    assert.equal(status, 403);
  });

  test('leaves to others what is not for it', async () => {
    const { status } = await answerOf({ path: '/demonstration' });
    assert.equal(status, 418);
  });

  test('reports what happens, from the start to the end', async () => {
    const events = await eventsOf(
      await ask(withParameters({ requests: 5 })).response,
    );
    const types = events.map(({ type }) => type);
    const reported = types.filter(
      (type) => !['trace', 'server'].includes(type),
    );
    assert.deepEqual(reported, ['start', 'run', 'note', 'end', 'done']);
    const end = events.find((event) => event.type === 'end');
    assert.equal(end?.trace.requests.length, 5);
    assert.deepEqual(end.seen, { requests: 5, inFlight: 0, aborted: 0 });
  });

  for (const [name, message] of [
    ['throwing', 'The demo failed: the lab is on fire'],
    ['crashing', /ended with exit code \d+ .*TypeError: not caught$/],
  ] as const) {
    test(`says in one line that a demo is ${name}`, async () => {
      const events = await eventsOf(await ask({ body: { name } }).response);
      const last = events.at(-1);
      assert.ok(last?.type === 'error');
      if (typeof message === 'string') assert.equal(last.message, message);
      else assert.match(last.message, message);
      assert.doesNotMatch(last.message, /\n/);
    });
  }

  for (const name of ['patient', 'looping']) {
    test(`ends one that is ${name} at its deadline`, async () => {
      const hasty = createDemoApi({ scale: 0.1, deadlineMs: 4000, demos });
      const { server, port: to } = await serve(hasty);
      const { token } = hasty;
      const events = await eventsOf(
        await ask({ to, token, body: { name } }).response,
      );
      assert.deepEqual(events.at(-1), {
        type: 'error',
        message: 'The demo was not done after 4 s, so it was stopped.',
      });
      await hasty.close();
      server.close();
    });
  }

  test('lets a second run stop the first', async () => {
    const first = await ask({ body: { name: 'looping' } }).response;
    const firstEvents = eventsOf(first);
    const second = await ask().response;
    const message = 'Stopped, because another demo was started.';
    assert.deepEqual((await firstEvents).at(-1), { type: 'error', message });
    assert.equal((await eventsOf(second)).at(-1)?.type, 'done');
  });

  test('runs only the last of several that come at once', async () => {
    const asked = [1, 2, 3].map(() => ask().response);
    const ends = await Promise.all(
      asked.map(async (response) => (await eventsOf(await response)).at(-1)),
    );
    const types = ends.map((event) => event?.type);
    assert.deepEqual(types.sort(), ['done', 'error', 'error']);
  });

  test('has a demo ready before it is run, once for all who press', async () => {
    const body = { name: 'quick', parameters: { requests: 4 } };
    const warm = await ask({ path: '/demo/warm', body }).response;
    const [ready] = (await once(warm, 'data')) as [Buffer];
    assert.equal(String(ready), '{"type":"ready"}\n');
    const pids = childProcesses();
    assert.equal(pids.length, 1);
    const asked = [1, 2, 3].map(() => ask({ body }).response);
    const ends = await Promise.all(
      asked.map(async (response) => (await eventsOf(await response)).at(-1)),
    );
    const types = ends.map((event) => event?.type);
    assert.deepEqual(types.sort(), ['done', 'error', 'error']);
    // It was used, so the answer that kept it is over.
    await text(warm);
    assert.deepEqual(childProcesses(), []);
  });

  test('makes one ready only after the run that was asked for before', async () => {
    const first = await ask({ body: { name: 'patient' } }).response;
    await once(first, 'data');
    // The second run waits for the first, and a third is asked to be ready.
    const second = ask().response;
    const { response, leave } = ask({ path: '/demo/warm' });
    assert.equal((await eventsOf(await second)).at(-1)?.type, 'done');
    const [ready] = (await once(await response, 'data')) as [Buffer];
    assert.equal(String(ready), '{"type":"ready"}\n');
    leave();
    while (childProcesses().length > 0) await setTimeout(10);
  });

  test('ends what is ready when its page goes away', async () => {
    const { response, leave } = ask({ path: '/demo/warm' });
    await once(await response, 'data');
    assert.equal(childProcesses().length, 1);
    leave();
    while (childProcesses().length > 0) await setTimeout(10);
  });

  test('ends what is ready for other parameters than those that run', async () => {
    const path = '/demo/warm';
    const warm = await ask({ path, ...withParameters({ requests: 9 }) })
      .response;
    await once(warm, 'data');
    const run = await ask(withParameters({ requests: 2 })).response;
    const end = (await eventsOf(run)).find(({ type }) => type === 'end');
    assert.equal(end?.type === 'end' && end.trace.requests.length, 2);
    await text(warm);
  });

  test('runs the heats of a race one after another', async () => {
    const events = await eventsOf(
      await ask({ body: { name: 'heats' } }).response,
    );
    const order = events
      .filter(({ type }) => type === 'run' || type === 'end')
      .map((event) => 'run' in event && `${event.type} ${event.run}`);
    assert.deepEqual(order.slice(0, 2).sort(), ['run one', 'run two']);
    assert.deepEqual(order.slice(2, 4).sort(), ['end one', 'end two']);
    assert.deepEqual(order.slice(4), ['run last', 'end last']);
  });

  test('stops a demo when its page goes away', async () => {
    const { response, leave } = ask({ body: { name: 'patient' } });
    await once(await response, 'data');
    leave();
    // Were it still running, this would have to stop it, and wait.
    await api.close();
    assert.equal((await answerOf({})).status, 200);
  });

  test('leaves no process behind when it is closed', async () => {
    const own = createDemoApi({ scale: 0.1, demos });
    const { server, port: to } = await serve(own);
    const { token } = own;
    const body = { name: 'looping' };
    const events = eventsOf(await ask({ to, token, body }).response);
    await own.close();
    const last = (await events).at(-1);
    assert.deepEqual(last, { type: 'error', message: 'The server stops.' });
    server.close();
  });
});

/** The processes that this one has started and that have not ended. */
function childProcesses(): number[] {
  return process
    .getActiveResourcesInfo()
    .flatMap((kind, index) => (kind === 'ProcessWrap' ? [index] : []));
}

const unknownBody: unknown = { name: 'quick' };

async function serve(api: DemoApi) {
  const server = createServer((request, response) => {
    if (!api.handle(request, response)) response.writeHead(418).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

interface Sent {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

/** Sends a request as it is, also one that `fetch` would not. */
function send({ port, method, path, headers, body }: Sent) {
  const known = Object.fromEntries(
    Object.entries(headers).filter(([, value]) => value !== undefined),
  );
  const options = { host: '127.0.0.1', port, method, path, headers: known };
  const request = httpRequest({ ...options, agent: false });
  const response = once(request, 'response').then(
    ([response]) => response as IncomingMessage,
  );
  // What is left to write when a refusal comes is of no interest.
  request.on('error', () => undefined);
  request.end(body);
  return { response, leave: () => request.destroy() };
}

async function eventsOf(response: IncomingMessage): Promise<DemoEvent[]> {
  const lines = (await text(response)).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as DemoEvent);
}

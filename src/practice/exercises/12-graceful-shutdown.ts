import { setTimeout } from 'node:timers/promises';
import { defineExercise, runsOf } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { holds } from '../rules/values.ts';
import { briefTimeoutMs, waitUntil, someTurns } from '../acting/waiting.ts';
import { isRefused, visit, type Visitor } from './wire.ts';

type Answer = (path: string) => Promise<string>;

interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

type StartServer = (answer: Answer) => Promise<RunningServer>;

interface Value {
  /** How many of two requests, one after the other, over one connection. */
  readonly answeredInTurn: number;
  /** How many of the requests that were waiting when close() was called. */
  readonly answered: number;
  readonly isDoorShut: boolean;
  readonly isIdleSentAway: boolean;
  /** The state of close() while requests waited. */
  readonly meanwhile: string;
  /** The state of close() after all of them had been answered. */
  readonly afterwards: string;
  readonly connectionsLeft: number;
}

/** Shorter than the 5 seconds for which a server keeps an idle connection. */
const closeTimeoutMs = 2000;

const waitingOf = (seed: number) => 2 + (seed % 3);

/** The learner's server, its answers to `/held/…` in the hands of the act. */
async function startHoldingServer(startServer: StartServer) {
  const held = new Map<string, PromiseWithResolvers<string>>();
  const server = await startServer((path) => {
    if (!path.startsWith('/held/')) return Promise.resolve(`quick ${path}`);
    const answer = Promise.withResolvers<string>();
    held.set(path, answer);
    return answer.promise;
  });
  return { server, held };
}

/** Connections that are left open by this side until the end of the act. */
function createVisitors(url: string) {
  const all: Visitor[] = [];
  return {
    all,
    async enter(): Promise<Visitor> {
      const visitor = await visit(url);
      all.push(visitor);
      return visitor;
    },
    leave() {
      for (const visitor of all) visitor.leave();
    },
  };
}

/** Calls close() and follows its promise. */
function watchClosing(server: RunningServer): () => string {
  let state = 'pending';
  server.close().then(
    () => (state = 'done'),
    (error: unknown) => (state = `failed, with ${String(error)}`),
  );
  return () => state;
}

async function act(startServer: StartServer, seed: number): Promise<Value> {
  const { server, held } = await startHoldingServer(startServer);
  const visitors = createVisitors(server.url);
  try {
    const idle = await visitors.enter();
    const answeredInTurn = await askInTurn(idle, [`/a${seed}`, `/b${seed}`]);
    const waiting: Visitor[] = [];
    while (waiting.length < waitingOf(seed)) {
      const visitor = await visitors.enter();
      visitor.ask(heldPath(waiting.push(visitor)));
    }
    await waitUntil(() => held.size === waiting.length, briefTimeoutMs);

    const closing = watchClosing(server);
    const isDoorShut = await comesToRefuse(server.url);
    const isIdleSentAway = await waitUntil(
      () => idle.isSentAway,
      briefTimeoutMs,
    );
    await someTurns();
    const meanwhile = closing();

    const answered = await answerAll(waiting, held, seed);
    const isOver = () =>
      closing() !== 'pending' && visitors.all.every((one) => one.isSentAway);
    if (isDoorShut) await waitUntil(isOver, closeTimeoutMs);
    const left = visitors.all.filter((one) => !one.isSentAway).length;
    return {
      answeredInTurn,
      answered,
      isDoorShut,
      isIdleSentAway,
      meanwhile,
      afterwards: closing(),
      connectionsLeft: left,
    };
  } finally {
    visitors.leave();
  }
}

const heldPath = (number: number) => `/held/${number}`;

/** Lets all held answers go, and gives how many of them arrived. */
async function answerAll(
  waiting: readonly Visitor[],
  held: ReadonlyMap<string, PromiseWithResolvers<string>>,
  seed: number,
): Promise<number> {
  const textOf = (at: number) => `held ${seed * (at + 1)}, and answered`;
  const isAnswered = (visitor: Visitor, at: number) =>
    visitor.heard.includes(textOf(at));
  waiting.forEach((_, at) => held.get(heldPath(at + 1))?.resolve(textOf(at)));
  await waitUntil(
    () => waiting.every((one, at) => isAnswered(one, at) || one.isSentAway),
    briefTimeoutMs,
  );
  return waiting.filter(isAnswered).length;
}

async function askInTurn(visitor: Visitor, paths: string[]): Promise<number> {
  let answered = 0;
  for (const path of paths) {
    visitor.ask(path);
    const text = `quick ${path}`;
    if (await waitUntil(() => visitor.heard.includes(text), briefTimeoutMs)) {
      answered += 1;
    }
  }
  return answered;
}

/** Whether the server refuses connections soon; it may take a moment. */
async function comesToRefuse(url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (await isRefused(url)) return true;
    await setTimeout(10);
  }
  return false;
}

export const exercise = defineExercise({
  id: '12-graceful-shutdown',
  name: 'startServer',
  runs: runsOf({}),
  act: (startServer: StartServer, { seed }) => act(startServer, seed),
  rules: [
    holds<Value>(
      'keeps-alive',
      'two requests answered over one connection, one after the other',
      ({ value: { answeredInTurn } }) =>
        answeredInTurn === 2
          ? undefined
          : {
              seen: `${answeredInTurn} answered`,
              suggests:
                'Until close() is called, keep a connection open after an answer, because the next request may come over it.',
            },
    ),
    holds<Value>(
      'finishes',
      'an answer to each request that was waiting when close() was called',
      ({ seed, value: { answered } }) => {
        const waiting = waitingOf(seed);
        if (answered === waiting) return undefined;
        return {
          seen: `${answered} of ${waiting} answered`,
          suggests:
            'A request in flight is lost when its connection is cut. Do not destroy connections in close() while requests are in flight.',
        };
      },
    ),
    holds<Value>(
      'takes-nothing-new',
      'new connections refused after close() was called',
      ({ value: { isDoorShut } }) =>
        isDoorShut
          ? undefined
          : {
              seen: 'a new connection accepted',
              suggests:
                'A server that still listens accepts more and more to wait for. Stop listening first, with server.close(), and then wait.',
            },
    ),
    holds<Value>(
      'ends-idle',
      'a connection without a request ended at once',
      ({ value: { isIdleSentAway } }) =>
        isIdleSentAway
          ? undefined
          : {
              seen: 'an idle connection that stays open',
              suggests:
                'A connection with nothing in flight need not wait for the others. server.close() ends idle connections, and so does server.closeIdleConnections().',
            },
    ),
    holds<Value>(
      'waits',
      'close() pending while requests are in flight',
      ({ value: { meanwhile } }) =>
        meanwhile === 'pending'
          ? undefined
          : {
              seen: `close() was ${meanwhile} while they were still waiting`,
              suggests:
                'The caller may end the process when close() is done. Fulfil its promise only after the last answer has been sent.',
            },
    ),
    holds<Value>(
      'closes',
      'close() done and no connection open after the last answer',
      ({ value: { afterwards, connectionsLeft } }) =>
        afterwards === 'done' && connectionsLeft === 0
          ? undefined
          : {
              seen: `close() was ${afterwards}, with ${countOf(connectionsLeft, 'connection')} open`,
              suggests:
                'An answer with keep-alive leaves an idle connection behind, and the server waits for that one too. Send connection: close with the answers that go out after close() was called.',
            },
    ),
  ],
});

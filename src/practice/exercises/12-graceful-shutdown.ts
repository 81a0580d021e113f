import { hurryTimers } from '../acting/hurried-timers.ts';
import { describeOutcome, outcomeOf, type Outcome } from '../acting/outcome.ts';
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
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Whether it also listens on other addresses of this machine. */
  readonly isElsewhere: boolean;
  /** How a second server starts while the first one runs. */
  readonly second: Outcome;
  /** How many of two requests, one after the other, over one connection. */
  readonly answeredInTurn: number;
  /** How many of the requests that were waiting when close() was called. */
  readonly answered: number;
  readonly isDoorShut: boolean;
  readonly isIdleSentAway: boolean;
  /** The state of close() while requests waited. */
  readonly meanwhile: string;
  /** The state of close() while an answer was on its way to a slow client. */
  readonly underWay: string;
  /** The state of close() after all of them had been answered. */
  readonly afterwards: string;
  readonly connectionsLeft: number;
}

/**
 * Shorter than the 5 seconds for which a server keeps an idle connection. On a
 * busy machine it counts turns, not time: a server that closes needs only a few.
 */
const closeTimeoutMs = 3000;
const closeTurns = 100;

async function waitForEnd(isOver: () => boolean): Promise<void> {
  const endMs = performance.now() + closeTimeoutMs;
  for (let turn = 0; !isOver(); turn++) {
    if (turn >= closeTurns && performance.now() > endMs) return;
    await pass(5);
  }
}

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

/** Programs that give up after a minute, or after five seconds, show it here. */
const hurry = 200;
const patienceMs = 400;

async function act(startServer: StartServer, seed: number): Promise<Value> {
  const endHurry = hurryTimers(hurry);
  try {
    return await shutDown(startServer, seed);
  } finally {
    endHurry();
  }
}

async function shutDown(
  startServer: StartServer,
  seed: number,
): Promise<Value> {
  const { server, held } = await startHoldingServer(startServer);
  const second = await startAnother(startServer);
  const isElsewhere = await listensElsewhere(server.url);
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
    const isDoorShut = await waitUntil(
      () => isRefused(server.url),
      briefTimeoutMs,
    );
    const isIdleSentAway = await waitUntil(
      () => idle.isSentAway,
      briefTimeoutMs,
    );
    await pass(patienceMs);
    const meanwhile = closing();

    waiting.at(-1)?.pause();
    const release = () => {
      waiting.forEach((_, at) =>
        held.get(heldPath(at + 1))?.resolve(textOf(waiting, at, seed)),
      );
    };
    release();
    await pass(patienceMs / 2);
    const underWay = closing();
    waiting.at(-1)?.goOn();
    const answered = await countAnswered(waiting, seed);
    const isOver = () =>
      closing() !== 'pending' && visitors.all.every((one) => one.isSentAway);
    if (isDoorShut) await waitForEnd(isOver);
    const left = visitors.all.filter((one) => !one.isSentAway).length;
    return {
      url: server.url,
      isElsewhere,
      second,
      answeredInTurn,
      answered,
      underWay,
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

/** More than the buffers between a server and its client hold. */
const largeBytes = 30_000_000;

/** The last answer is so large that its client has to take it bit by bit. */
function textOf(waiting: readonly Visitor[], at: number, seed: number): string {
  const text = `held ${seed * (at + 1)}, and answered`;
  return at < waiting.length - 1 ? text : text.padStart(largeBytes, '.');
}

/** How many of the answers arrive in full. */
async function countAnswered(
  waiting: readonly Visitor[],
  seed: number,
): Promise<number> {
  const isAnswered = (visitor: Visitor, at: number) => {
    const text = textOf(waiting, at, seed);
    return visitor.heard.length >= text.length && visitor.heard.includes(text);
  };
  await waitUntil(() =>
    waiting.every((one, at) => isAnswered(one, at) || one.isSentAway),
  );
  return waiting.filter(isAnswered).length;
}

/**
 * Other addresses of this machine, which need no network: only Linux has all
 * those that begin with 127.
 */
const otherHosts =
  process.platform === 'linux' ? ['127.0.0.2', '[::1]'] : ['[::1]'];

async function listensElsewhere(url: string): Promise<boolean> {
  const refusals = await Promise.all(
    otherHosts.map((host) => isRefused(url.replace('127.0.0.1', host))),
  );
  return refusals.includes(false);
}

/** Another server, which must find a port of its own. */
async function startAnother(startServer: StartServer): Promise<Outcome> {
  const outcome = await outcomeOf(async () => {
    const other = await startServer(() => Promise.resolve(''));
    await other.close();
  });
  return outcome;
}

const { setTimeout: originalTimeout } = globalThis;

/** Real time, whatever has been done to the timers. */
async function pass(durationMs: number): Promise<void> {
  await new Promise((resolve) => originalTimeout(resolve, durationMs));
  await someTurns();
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

export const exercise = defineExercise({
  id: '12-graceful-shutdown',
  name: 'startServer',
  runs: runsOf({ deadlineMs: 20_000 }),
  act: (startServer: StartServer, { seed }) => act(startServer, seed),
  rules: [
    holds<Value>(
      'address',
      'a server on a free port of 127.0.0.1, and nowhere else',
      ({ value: { url, isElsewhere, second } }) => {
        if (second.kind !== 'gave') {
          return {
            seen: `of a second server: ${describeOutcome(second)}`,
            suggests:
              'Another program may have any port that you name. Listen on port 0: the system finds a free one, and server.address() says which.',
          };
        }
        if (/^http:\/\/127\.0\.0\.1:\d+$/.test(url) && !isElsewhere) {
          return undefined;
        }
        return {
          seen: isElsewhere
            ? 'a server that also listens on other addresses of this machine'
            : `the address ${url}`,
          suggests:
            'Say on which address to listen, as in server.listen(0, "127.0.0.1"): without it, everybody in your network can reach the server.',
        };
      },
    ),
    holds<Value>(
      'answers',
      'each request answered with the text for its path',
      ({ value: { answeredInTurn } }) =>
        answeredInTurn > 0
          ? undefined
          : {
              seen: 'none of two requests answered with that text',
              suggests:
                'Call answer with the path of the request, request.url, and end the response with the text that its promise resolves to.',
            },
    ),
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
      'a whole answer to each request that was waiting when close() was called',
      ({ seed, value: { answered } }) => {
        const waiting = waitingOf(seed);
        if (answered === waiting) return undefined;
        return {
          seen: `${answered} of ${waiting} answered`,
          suggests:
            'A request in flight is lost when its connection is cut: at once, after some time, or as soon as its answer has begun to go out. Let each connection end by itself, after its answer.',
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
      ({ value: { meanwhile, underWay } }) =>
        meanwhile === 'pending' && underWay === 'pending'
          ? undefined
          : {
              seen:
                meanwhile === 'pending'
                  ? `close() was ${underWay} while a large answer was on its way`
                  : `close() was ${meanwhile} while they were still waiting`,
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

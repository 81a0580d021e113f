import { hurryTimers } from '../acting/hurried-timers.ts';
import { outcomeOf, type Outcome } from '../acting/outcome.ts';
import { briefTimeoutMs, someTurns, waitUntil } from '../acting/waiting.ts';
import { isRefused, visit, type Visitor } from './wire.ts';

type Answer = (path: string) => Promise<string>;

interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

export type StartServer = (answer: Answer) => Promise<RunningServer>;

/** What was seen of a server and of how it closed. */
export interface Value {
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

/** How many requests wait for their answers when close() is called. */
export const waitingOf = (seed: number) => 2 + (seed % 3);

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

/** Starts a server, visits it, closes it, and sees what becomes of its visitors. */
export async function act(
  startServer: StartServer,
  seed: number,
): Promise<Value> {
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

/** The last answer is so large that its client takes it in many pieces. */
function textOf(waiting: readonly Visitor[], at: number, seed: number): string {
  const text = `held ${seed * (at + 1)} – “answered”`;
  return at < waiting.length - 1 ? text : text.padStart(largeBytes, '.');
}

/** Whether an answer has the status 200, and as many bytes as it says. */
function isWhole(heard: string): boolean {
  const headEnd = heard.indexOf('\r\n\r\n') + 4;
  const head = heard.slice(0, headEnd);
  const said = /^content-length: (\d+)/im.exec(head)?.[1];
  const isOfRightLength = (length: string) =>
    Number(length) === heard.length - headEnd;
  return head.startsWith('HTTP/1.1 200 ') && (!said || isOfRightLength(said));
}

/** How many of the answers arrive in full. */
async function countAnswered(
  waiting: readonly Visitor[],
  seed: number,
): Promise<number> {
  const isAnswered = (visitor: Visitor, at: number) => {
    const text = textOf(waiting, at, seed);
    if (visitor.heard.length < text.length) return false;
    return isWhole(visitor.heard) && visitor.text().includes(text);
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
function startAnother(startServer: StartServer): Promise<Outcome> {
  return outcomeOf(async () => {
    const other = await startServer(() => Promise.resolve(''));
    await other.close();
  });
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

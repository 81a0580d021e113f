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
  /** Of two requests in turn over one connection. */
  readonly answeredInTurn: number;
  /** Of those that were waiting when the server was told to close. */
  readonly answered: number;
  readonly isDoorShut: boolean;
  readonly isIdleSentAway: boolean;
  /** What close() was while requests waited. */
  readonly meanwhile: string;
  /** What close() was after all had been answered. */
  readonly afterwards: string;
  readonly connectionsLeft: number;
}

/** Less than a server keeps a silent connection for, which is 5 seconds. */
const closeTimeoutMs = 2000;

const waitingOf = (seed: number) => 2 + (seed % 3);

async function act(startServer: StartServer, seed: number): Promise<Value> {
  const doors = new Map<string, PromiseWithResolvers<string>>();
  const server = await startServer((path) => {
    if (!path.startsWith('/held/')) return Promise.resolve(`quick ${path}`);
    const door = Promise.withResolvers<string>();
    doors.set(path, door);
    return door.promise;
  });
  const visitors: Visitor[] = [];
  const enter = async () => {
    const visitor = await visit(server.url);
    visitors.push(visitor);
    return visitor;
  };
  try {
    const idle = await enter();
    const answeredInTurn = await askInTurn(idle, [`/a${seed}`, `/b${seed}`]);
    const waiting: Visitor[] = [];
    while (waiting.length < waitingOf(seed)) {
      const visitor = await enter();
      visitor.ask(`/held/${waiting.push(visitor)}`);
    }
    await waitUntil(() => doors.size === waiting.length, briefTimeoutMs);

    let closing = 'pending';
    server.close().then(
      () => (closing = 'done'),
      (error: unknown) => (closing = `failed, with ${String(error)}`),
    );
    const isDoorShut = await comesToRefuse(server.url);
    const isIdleSentAway = await waitUntil(
      () => idle.isSentAway,
      briefTimeoutMs,
    );
    await someTurns();
    const meanwhile = closing;

    const textOf = (at: number) => `held ${seed * (at + 1)}, and answered`;
    waiting.forEach((_, at) =>
      doors.get(`/held/${at + 1}`)?.resolve(textOf(at)),
    );
    const isAnswered = (visitor: Visitor, at: number) =>
      visitor.heard.includes(textOf(at));
    await waitUntil(
      () => waiting.every((one, at) => isAnswered(one, at) || one.isSentAway),
      briefTimeoutMs,
    );
    const answered = waiting.filter(isAnswered).length;
    const isOver = () =>
      closing !== 'pending' && visitors.every((one) => one.isSentAway);
    if (isDoorShut) await waitUntil(isOver, closeTimeoutMs);
    const left = visitors.filter((one) => !one.isSentAway).length;
    return {
      answeredInTurn,
      answered,
      isDoorShut,
      isIdleSentAway,
      meanwhile,
      afterwards: closing,
      connectionsLeft: left,
    };
  } finally {
    for (const visitor of visitors) visitor.leave();
  }
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

/** A server may take a moment to shut its door. */
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
      'two requests in turn over one connection, both answered',
      ({ value: { answeredInTurn } }) =>
        answeredInTurn === 2
          ? undefined
          : {
              seen: `${answeredInTurn} answered`,
              suggests:
                'As long as nobody closes the server, a connection stays open after an answer, and may bring the next request.',
            },
    ),
    holds<Value>(
      'finishes',
      'an answer for each request that waited when close() was called',
      ({ seed, value: { answered } }) => {
        const waiting = waitingOf(seed);
        if (answered === waiting) return undefined;
        return {
          seen: `${answered} of ${waiting} answered`,
          suggests:
            'What is in flight is lost when its connection is closed under it, or when the process goes.',
        };
      },
    ),
    holds<Value>(
      'takes-nothing-new',
      'new connections refused from then on',
      ({ value: { isDoorShut } }) =>
        isDoorShut
          ? undefined
          : {
              seen: 'one that was taken',
              suggests:
                'A server that waits before it stops to listen lets in more and more to wait for; shut the door first.',
            },
    ),
    holds<Value>(
      'ends-idle',
      'a connection without a request to be ended at once',
      ({ value: { isIdleSentAway } }) =>
        isIdleSentAway
          ? undefined
          : {
              seen: 'one that stays open',
              suggests:
                'Who has nothing in flight need not wait for the others: idle connections can be closed by themselves.',
            },
    ),
    holds<Value>(
      'waits',
      'close() to be pending while requests are in flight',
      ({ value: { meanwhile } }) =>
        meanwhile === 'pending'
          ? undefined
          : {
              seen: `close() was ${meanwhile}, and they were still waiting`,
              suggests:
                'Whoever awaits close() may end the process after it: let it take as long as the last answer.',
            },
    ),
    holds<Value>(
      'closes',
      'close() done after the last answer, and no connection open',
      ({ value: { afterwards, connectionsLeft } }) =>
        afterwards === 'done' && connectionsLeft === 0
          ? undefined
          : {
              seen: `close() was ${afterwards}, with ${countOf(connectionsLeft, 'connection')} open`,
              suggests:
                'An answer that says "keep-alive" leaves a silent connection behind, and the server waits for that one too: the last answer has to say that it is the last.',
            },
    ),
  ],
});

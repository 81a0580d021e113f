import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import type { DemoEvent } from '../demo/demo.ts';
import {
  prepareDemo,
  type DemoPlan,
  type PreparedDemo,
} from '../demo/run-demo.ts';

/** Where demos run: one at a time, so that two never share the machine. */
export interface Stage {
  /** Stops the demo that runs, waits for its end, and runs another. */
  readonly run: Show;
  /** Makes a demo ready, and keeps it so as long as the client listens. */
  readonly warm: Show;
  /** Stops what runs, and ends what is ready. */
  readonly close: () => Promise<void>;
}

type Show = (plan: DemoPlan, response: ServerResponse) => Promise<void>;

/** One that has the stage, or waits beside it, as long as its client listens. */
interface Turn {
  readonly signal: AbortSignal;
  readonly stop: (why: string) => void;
  readonly over: Promise<unknown>;
  readonly end: () => void;
}

interface Warm extends Turn {
  readonly plan: DemoPlan;
  readonly prepared: Promise<PreparedDemo>;
  isTaken: boolean;
}

/** A stage on which nothing runs. */
export function createStage(): Stage {
  let current: Turn | undefined;
  let warm: Warm | undefined;

  return {
    async run(plan, response) {
      const turn = createTurn(response);
      // What is asked for later waits until this run is over.
      const [before, found] = [current, warm];
      current = turn;
      try {
        before?.stop('Stopped, because another demo was started.');
        await before?.over;
        await stream(plan, response, turn.signal, () =>
          take(plan, found, turn.signal),
        );
      } finally {
        turn.end();
        if (current === turn) current = undefined;
      }
    },
    async warm(plan, response) {
      const turn = createTurn(response);
      const before = [warm, current];
      warm?.stop('Another demo is made ready.');
      const prepare = async () => {
        // To start processes takes the machine's time, which a demo needs.
        for (const each of before) await each?.over;
        turn.signal.throwIfAborted();
        return prepareDemo(plan, turn.signal);
      };
      const own = { ...turn, plan, prepared: prepare(), isTaken: false };
      warm = own;
      try {
        await keep(own, response);
      } finally {
        turn.end();
        if (warm === own) warm = undefined;
      }
    },
    async close() {
      const turns = [current, warm];
      for (const turn of turns) turn?.stop('The server stops.');
      for (const turn of turns) await turn?.over;
    },
  };
}

function createTurn(response: ServerResponse): Turn {
  const controller = new AbortController();
  const { promise: over, resolve } = Promise.withResolvers<undefined>();
  const stop = (why: string) => {
    controller.abort(new Error(why));
  };
  const leave = () => {
    stop('The page no longer listens.');
  };
  response.once('close', leave);
  // The client may have left while its request was read.
  if (response.destroyed) leave();
  const end = () => {
    resolve(undefined);
  };
  return { signal: controller.signal, stop, over, end };
}

/** Returns what is ready, if it is for this very plan; else ends it. */
async function take(
  plan: DemoPlan,
  found: Warm | undefined,
  signal: AbortSignal,
): Promise<PreparedDemo> {
  if (found && isSame(found.plan, plan)) {
    const prepared = await found.prepared.catch(() => undefined);
    // Whoever came later finds it ready.
    signal.throwIfAborted();
    if (prepared && !found.signal.aborted) {
      found.isTaken = true;
      found.stop('It runs.');
      return prepared;
    }
  }
  found?.stop('Another demo runs.');
  await found?.over;
  signal.throwIfAborted();
  return prepareDemo(plan, signal);
}

function isSame(one: DemoPlan, other: DemoPlan): boolean {
  const keyOf = ({ url, scale, parameters }: DemoPlan) => ({
    url,
    scale,
    parameters,
  });
  return isDeepStrictEqual(keyOf(one), keyOf(other));
}

/** Says when a demo is ready, and ends it unless it is taken. */
async function keep(warm: Warm, response: ServerResponse): Promise<void> {
  begin(response);
  try {
    const prepared = await warm.prepared;
    response.write('{"type":"ready"}\n');
    if (!warm.signal.aborted) await once(warm.signal, 'abort');
    if (!warm.isTaken) await prepared.end();
  } catch {
    // Then the run that it was for starts anew, and says what is wrong.
  }
  response.end();
}

/** Sends the client a line for each thing that happens. */
async function stream(
  plan: DemoPlan,
  response: ServerResponse,
  signal: AbortSignal,
  prepare: () => Promise<PreparedDemo>,
): Promise<void> {
  begin(response);
  const send = (event: DemoEvent) => {
    // A slow page can do without these: the next ones say the same and more.
    const isSoonOld = event.type === 'trace' || event.type === 'server';
    if (isSoonOld && response.writableNeedDrain) return;
    if (response.writable) response.write(`${JSON.stringify(event)}\n`);
  };
  try {
    signal.throwIfAborted();
    send({ type: 'start', scale: plan.scale });
    const prepared = await prepare();
    await prepared.run(send, signal);
    send({ type: 'done' });
  } catch (error) {
    send({ type: 'error', message: (error as Error).message });
  }
  if (response.destroyed) return;
  response.end();
  await Promise.race([once(response, 'finish'), once(response, 'close')]);
}

function begin(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.flushHeaders();
}

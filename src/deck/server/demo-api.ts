import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DemoEvent } from '../demo/demo.ts';
import {
  demoUrl,
  loadDemo,
  ownDemos,
  type DemoSource,
} from '../demo/demo-list.ts';
import {
  checkOrigin,
  parseParameters,
  parseWish,
  readBody,
  Refusal,
} from '../demo/refusal.ts';
import { runDemo, type DemoPlan } from '../demo/run-demo.ts';

export interface DemoApiOptions {
  /** The pace of a demo whose page names none; 0.25 unless told. */
  readonly scale?: number;
  /** After how long a demo is stopped; by its scale unless told. */
  readonly deadlineMs?: number;
  /** Where demos are, and which; the kit's own unless told. */
  readonly demos?: DemoSource;
}

/** Runs demos for the deck's page. */
export interface DemoApi {
  /** Answers a request, if it is for a demo; else gives false. */
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => boolean;
  /** What the page has to send along, as `x-demo-token`. */
  readonly token: string;
  /** Stops what runs; no process is left behind. */
  readonly close: () => Promise<void>;
}

/** Even the slowest demo is done in 70 s at scale 1. */
function usualDeadlineMs(scale: number): number {
  return 20_000 + 110_000 * scale;
}

/**
 * Answers `POST /demo/run` with `{ name, parameters?, scale? }` by a line of
 * JSON (a DemoEvent) for each thing that happens in the demo. A second run
 * stops the first, and so does a client that goes away.
 */
export function createDemoApi(options: DemoApiOptions = {}): DemoApi {
  const { scale = 0.25, demos = ownDemos } = options;
  const token = randomBytes(18).toString('base64url');
  let current: { stop: (why: string) => void; over: Promise<void> } | undefined;

  async function serve(request: IncomingMessage, response: ServerResponse) {
    checkOrigin(request, token);
    const body = await readBody(request);
    const wish = parseWish(body, Object.keys(demos.files), scale);
    const demo = await loadDemo(wish.name, demos);
    const parameters = parseParameters(wish.parameters, demo);
    const { deadlineMs = usualDeadlineMs(wish.scale) } = options;
    const url = demoUrl(wish.name, demos);
    const sideBySide = true;
    await runAlone(
      { url, demo, scale: wish.scale, parameters, sideBySide, deadlineMs },
      response,
    );
  }

  /** Waits until what ran before is over, so that two never share the machine. */
  async function runAlone(plan: DemoPlan, response: ServerResponse) {
    const controller = new AbortController();
    const { promise: over, resolve } = Promise.withResolvers<undefined>();
    const stop = (why: string) => {
      controller.abort(new Error(why));
    };
    const before = current;
    const own = { stop, over };
    current = own;
    response.once('close', () => {
      stop('Nobody watches any more.');
    });
    // It may have gone while its wish was read.
    if (response.destroyed) stop('Nobody watches any more.');
    try {
      before?.stop('Stopped, because a demo was started anew.');
      await before?.over;
      await stream(plan, response, controller.signal);
    } finally {
      resolve(undefined);
      if (current === own) current = undefined;
    }
  }

  return {
    token,
    handle(request, response) {
      if (!/^\/demo(?:[/?]|$)/.test(request.url ?? '')) return false;
      serve(request, response).catch((error: unknown) => {
        refuse(error, request, response);
      });
      return true;
    },
    async close() {
      current?.stop('The server stops.');
      await current?.over;
    },
  };
}

/** Tells the client, a line each, what happens. */
async function stream(
  plan: DemoPlan,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.flushHeaders();
  const tell = (event: DemoEvent) => {
    // A page that cannot keep up can do without what is soon told again.
    const isSoonOld = event.type === 'trace' || event.type === 'server';
    if (isSoonOld && response.writableNeedDrain) return;
    if (response.writable) response.write(`${JSON.stringify(event)}\n`);
  };
  try {
    tell({ type: 'start', scale: plan.scale });
    await runDemo(plan, tell, signal);
    tell({ type: 'done' });
  } catch (error) {
    tell({ type: 'error', message: (error as Error).message });
  }
  if (response.destroyed) return;
  response.end();
  await Promise.race([once(response, 'finish'), once(response, 'close')]);
}

function refuse(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { status, message } =
    error instanceof Refusal
      ? error
      : { status: 500, message: `The demo cannot start: ${String(error)}` };
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    ...(status === 405 && { allow: 'POST' }),
    // What is left of a body that nobody reads.
    ...(!request.complete && { connection: 'close' }),
  });
  response.end(`${message}\n`);
}

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
import { runDemo, type DemoPlan } from '../demo/run-demo.ts';
import {
  checkOrigin,
  parseParameters,
  parseDemoRequest,
  readBody,
  Refusal,
} from './demo-request.ts';

export interface DemoApiOptions {
  /** What delays are multiplied by when the page names no scale: 0.25 by default. */
  readonly scale?: number;
  /** After how long a demo is stopped; by default it depends on the scale. */
  readonly deadlineMs?: number;
  /** Which demos there are; by default those of the kit. */
  readonly demos?: DemoSource;
}

/** Runs demos for the deck's page. */
export interface DemoApi {
  /** Answers a request for a demo and returns true; else returns false. */
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
 * Answers `POST /demo/run` with `{ name, parameters?, scale? }` by one line of
 * JSON (a DemoEvent) for each thing that happens in the demo. A second run
 * stops the first, and so does a client that goes away.
 */
export function createDemoApi(options: DemoApiOptions = {}): DemoApi {
  const token = randomBytes(18).toString('base64url');
  const runner = createRunner();
  return {
    token,
    handle(request, response) {
      if (!/^\/demo(?:[/?]|$)/.test(request.url ?? '')) return false;
      readPlan(request, token, options)
        .then((plan) => runner.run(plan, response))
        .catch((error: unknown) => {
          refuse(error, request, response);
        });
      return true;
    },
    close: runner.close,
  };
}

/** @throws Refusal where the request is not for a demo that can be run */
async function readPlan(
  request: IncomingMessage,
  token: string,
  { scale: usualScale = 0.25, deadlineMs, demos = ownDemos }: DemoApiOptions,
): Promise<DemoPlan> {
  checkOrigin(request, token);
  const body = await readBody(request);
  const names = Object.keys(demos.files);
  const { name, scale, ...asked } = parseDemoRequest(body, names, usualScale);
  const demo = await loadDemo(name, demos);
  return {
    url: demoUrl(name, demos),
    demo,
    scale,
    parameters: parseParameters(asked.parameters, demo),
    sideBySide: true,
    deadlineMs: deadlineMs ?? usualDeadlineMs(scale),
  };
}

interface CurrentRun {
  readonly stop: (why: string) => void;
  readonly over: Promise<unknown>;
}

/** Runs one demo at a time, so that two never share the machine. */
function createRunner() {
  let current: CurrentRun | undefined;
  return {
    /** Stops the demo that runs, waits for its end, and runs another. */
    async run(plan: DemoPlan, response: ServerResponse): Promise<void> {
      const controller = new AbortController();
      const { promise: over, resolve } = Promise.withResolvers<undefined>();
      const stop = (why: string) => {
        controller.abort(new Error(why));
      };
      const before = current;
      const own = { stop, over };
      current = own;
      response.once('close', () => {
        stop('The page no longer listens.');
      });
      // The client may have left while its request was read.
      if (response.destroyed) stop('The page no longer listens.');
      try {
        before?.stop('Stopped, because another demo was started.');
        await before?.over;
        await stream(plan, response, controller.signal);
      } finally {
        resolve(undefined);
        if (current === own) current = undefined;
      }
    },
    close: async (): Promise<void> => {
      current?.stop('The server stops.');
      await current?.over;
    },
  };
}

/** Sends the client a line for each thing that happens. */
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
  const send = (event: DemoEvent) => {
    // A slow page can do without these: the next ones say the same and more.
    const isSoonOld = event.type === 'trace' || event.type === 'server';
    if (isSoonOld && response.writableNeedDrain) return;
    if (response.writable) response.write(`${JSON.stringify(event)}\n`);
  };
  try {
    send({ type: 'start', scale: plan.scale });
    await runDemo(plan, send, signal);
    send({ type: 'done' });
  } catch (error) {
    send({ type: 'error', message: (error as Error).message });
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
    // The rest of the body is not read.
    ...(!request.complete && { connection: 'close' }),
  });
  response.end(`${message}\n`);
}

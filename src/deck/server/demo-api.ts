import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { demoUrl, loadDemo, ownDemos } from '../demo/demo-list.ts';
import type { DemoSource } from '../demo/find-demos.ts';
import type { DemoPlan } from '../demo/run-demo.ts';
import {
  checkOrigin,
  parseParameters,
  parseDemoRequest,
  readBody,
  Refusal,
  type DemoWish,
} from './demo-request.ts';
import { createStage } from './stage.ts';

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
 *
 * `POST /demo/warm` with the same body starts the demo's processes and labs. A
 * run of the same then begins at once. They are kept until the answer is over:
 * when they are used, when others are asked for, or the client goes away.
 */
export function createDemoApi(options: DemoApiOptions = {}): DemoApi {
  const token = randomBytes(18).toString('base64url');
  const stage = createStage();
  return {
    token,
    handle(request, response) {
      if (!/^\/demo(?:[/?]|$)/.test(request.url ?? '')) return false;
      readPlan(request, token, options)
        .then(([wish, plan]) => stage[wish](plan, response))
        .catch((error: unknown) => {
          refuse(error, request, response);
        });
      return true;
    },
    close: stage.close,
  };
}

/** @throws Refusal where the request is not for a demo that can be run */
async function readPlan(
  request: IncomingMessage,
  token: string,
  { scale: usualScale = 0.25, deadlineMs, demos = ownDemos }: DemoApiOptions,
): Promise<[DemoWish, DemoPlan]> {
  const wish = checkOrigin(request, token);
  const body = await readBody(request);
  const names = Object.keys(demos.files);
  const { name, scale, ...asked } = parseDemoRequest(body, names, usualScale);
  const demo = await loadDemo(name, demos);
  const plan = {
    url: demoUrl(name, demos),
    demo,
    scale,
    parameters: parseParameters(asked.parameters, demo),
    sideBySide: true,
    deadlineMs: deadlineMs ?? usualDeadlineMs(scale),
  };
  return [wish, plan];
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

import type { IncomingMessage, ServerResponse } from 'node:http';
import { breakOff as breakOffConnection } from './break-off.ts';
import type { CancelCall, Clock } from './clock.ts';
import type { Scheduler } from './scheduler.ts';
import { textAnswer } from './sites/site.ts';
import type { Answer, Exchange } from './sites/site.ts';
import { parseTarget } from './target.ts';
import type { Witness } from './witness.ts';

export interface ExchangeParts {
  readonly witness: Witness;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Multiplies the delays that a site asks for. */
  readonly scale: number;
}

const malformed = textAnswer('Bad Request', 400);

/** Tells no more than that: the reason is none of the client's business. */
const failed = textAnswer('Internal Server Error', 500);

/**
 * Opens the exchange for a request that has just arrived, and counts how it
 * ends: answered as soon as the answer is given to the connection, aborted
 * when the connection closes before. Returns undefined for a malformed
 * request, which is answered by then.
 */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  { witness, clock, scheduler, scale }: ExchangeParts,
): Exchange | undefined {
  let isOpen = true;
  const endings = new Set<() => void>();
  const headers: Record<string, string> = {};
  const hasBody = request.method !== 'HEAD';

  function settle(count: () => void): void {
    if (isOpen) count();
    isOpen = false;
  }

  function settleAnswered(bytes: number): void {
    settle(() => {
      witness.requestAnswered(bytes);
    });
  }

  function reply({ status, type, body, headers: own }: Answer): void {
    if (!isOpen || response.headersSent) return;
    const bytes = Buffer.byteLength(body);
    settleAnswered(hasBody ? bytes : 0);
    const length = { 'content-type': type, 'content-length': bytes };
    response.writeHead(status, { ...length, ...headers, ...own });
    response.end(body);
  }

  function end(): void {
    settleAnswered(0);
    response.end();
  }

  function breakOff(how: 'close' | 'reset', lastWords?: string): void {
    settleAnswered(0);
    breakOffConnection(request, response, how, lastWords);
  }

  function fail(): void {
    if (response.headersSent) breakOff('close');
    else reply(failed);
  }

  function guard(run: () => void | Promise<void>): void {
    try {
      void Promise.resolve(run()).catch(fail);
    } catch {
      fail();
    }
  }

  function afterExactly(delayMs: number, run: () => void): void {
    let cancel: CancelCall = () => undefined;
    const end = () => {
      cancel();
    };
    endings.add(end);
    cancel = scheduler.at(clock.now() + delayMs, () => {
      endings.delete(end);
      if (isOpen) guard(run);
    });
  }

  // A client that goes away while it is written to is no accident.
  response.on('error', () => undefined);
  response.once('close', () => {
    settle(() => {
      witness.requestAborted();
    });
    for (const end of endings) end();
  });

  const target = parseTarget(request);
  if (!target) {
    reply(malformed);
    return undefined;
  }
  return {
    request,
    response,
    target,
    headers,
    get isOpen() {
      return isOpen;
    },
    reply,
    begin(status, own) {
      if (!isOpen) return;
      response.writeHead(status, { ...headers, ...own });
      if (!hasBody) end();
    },
    write(piece) {
      if (!isOpen) return false;
      if (hasBody) witness.bytesWritten(Buffer.byteLength(piece));
      return response.write(piece);
    },
    whenDrained(run) {
      response.once('drain', () => {
        if (isOpen) guard(run);
      });
    },
    end,
    breakOff,
    after(delayMs, run) {
      afterExactly(delayMs * scale, run);
    },
    afterExactly,
    guard,
    onEnd(run) {
      endings.add(run);
    },
    countFault(name) {
      witness.faultDealt(name);
    },
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { breakOff } from './break-off.ts';
import type { CancelCall, Clock } from './clock.ts';
import type { Scheduler } from './scheduler.ts';
import { textAnswer, type Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { corsHeaders, represent } from './representation.ts';
import { parseTarget, type Target } from './target.ts';
import { abandon, type LoggedRequest, type Pause } from './request-log.ts';
import type { Witness } from './witness.ts';

export interface ExchangeParts {
  readonly witness: Witness;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Multiplies the delays that a site asks for. */
  readonly scale: number;
}

const malformed = textAnswer('Bad Request', 400);

/** Gives no reason, as a server on the web would not. */
const failed = textAnswer('Internal Server Error', 500);

const ignore = () => undefined;

/** A client that catches up faster than this has hardly kept the server waiting. */
const leastPauseMs = 10;

/** Of each request; later ones are not told apart any more. */
const mostPauses = 100;

/**
 * Opens the exchange for a request that has just arrived, and counts how it
 * ends: answered as soon as the answer is given to the connection, aborted
 * when the connection closes first. A malformed request is answered here, and
 * gives undefined.
 */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  parts: ExchangeParts,
  logged: LoggedRequest,
): Exchange | undefined {
  const target = parseTarget(request);
  const asked = target ?? { origin: '', path: '/', query: noQuery };
  const exchange = new LabExchange(request, response, asked, parts, logged);
  if (target) return exchange;
  exchange.reply(malformed);
  return undefined;
}

const noQuery = new URLSearchParams();

/** A class, because closures for each request would cost a fifth of the throughput. */
class LabExchange implements Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: Target;
  readonly headers: Record<string, string> = {};
  readonly #parts: ExchangeParts;
  readonly #logged: LoggedRequest;
  #isOpen = true;
  #endings: Set<() => void> | undefined;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
    parts: ExchangeParts,
    logged: LoggedRequest,
  ) {
    this.request = request;
    this.response = response;
    this.target = target;
    this.#parts = parts;
    this.#logged = logged;
    response.once('close', () => {
      this.#close();
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  reply(answer: Answer): void {
    if (!this.#isOpen || this.response.headersSent) return;
    const { status, headers, body, bytes } = represent(this.request, answer);
    this.#logged.answeredMs ??= this.#parts.clock.now();
    this.#settle(this.#hasBody ? bytes : 0);
    this.response.writeHead(status, { ...this.headers, ...headers });
    this.response.end(body);
  }

  begin(status: number, headers: Readonly<Record<string, string>>): void {
    if (!this.#isOpen) return;
    // A client may go away during the answer: that is not an error.
    this.response.on('error', ignore);
    this.#logged.answeredMs ??= this.#parts.clock.now();
    this.response.writeHead(status, {
      ...corsHeaders(this.request),
      ...this.headers,
      ...headers,
    });
    if (!this.#hasBody) this.end();
  }

  write(piece: Buffer | string): boolean {
    if (!this.#isOpen) return false;
    this.#parts.witness.bytesWritten(Buffer.byteLength(piece));
    return this.response.write(piece);
  }

  whenDrained(run: () => void): void {
    const resume = this.#pause();
    this.response.once('drain', () => {
      resume();
      if (this.#isOpen) this.guard(run);
    });
  }

  end(): void {
    this.#settle(0);
    this.response.end();
  }

  breakOff(how: 'close' | 'reset', lastWords?: string): void {
    this.#settle(0);
    breakOff(this.request, this.response, how, lastWords);
  }

  after(delayMs: number, run: () => void): void {
    this.afterExactly(delayMs * this.#parts.scale, run);
  }

  afterExactly(delayMs: number, run: () => void): void {
    const { clock, scheduler } = this.#parts;
    let cancel: CancelCall = ignore;
    const end = () => {
      cancel();
    };
    this.onEnd(end);
    cancel = scheduler.at(clock.now() + delayMs, () => {
      this.#endings?.delete(end);
      if (this.#isOpen) this.guard(run);
    });
  }

  guard(run: () => void | Promise<void>): void {
    try {
      run()?.catch(() => {
        this.#fail();
      });
    } catch {
      this.#fail();
    }
  }

  onEnd(run: () => void): void {
    this.#endings ??= new Set();
    this.#endings.add(run);
  }

  countFault(name: string): void {
    this.#parts.witness.faultDealt(name);
  }

  get #hasBody(): boolean {
    return this.request.method !== 'HEAD';
  }

  /** Notes that the client keeps the server waiting, until the result is called. */
  #pause(): () => void {
    const { clock } = this.#parts;
    const { pauses } = this.#logged;
    if (pauses.length >= mostPauses) return ignore;
    const pause: Pause = { fromMs: clock.now(), toMs: null };
    pauses.push(pause);
    return () => {
      pause.toMs = clock.now();
      if (pause.toMs - pause.fromMs < leastPauseMs) pauses.pop();
    };
  }

  #settle(bytes: number): void {
    if (this.#isOpen) {
      this.#parts.witness.requestAnswered(bytes);
      this.#logged.endedMs = this.#parts.clock.now();
    }
    this.#isOpen = false;
  }

  #close(): void {
    if (this.#isOpen) {
      this.#parts.witness.requestAborted();
      abandon(this.#logged, this.#parts.clock.now());
    }
    this.#isOpen = false;
    if (this.#endings) for (const end of this.#endings) end();
  }

  #fail(): void {
    if (this.response.headersSent) this.breakOff('close');
    else this.reply(failed);
  }
}

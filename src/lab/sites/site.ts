import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CancelCall } from '../clock.ts';
import type { BrokenOrigin } from '../faults/fault.ts';
import type { SiteModel } from '../model.ts';
import type { TlsProtocol } from '../tls-front.ts';

/** In the order in which they take their ports. */
export const siteNames = [
  'pokemon',
  'conference',
  'years',
  'faults',
  'streams',
  'limited',
  'accounts',
  'sockets',
  'proxy',
  'https',
  'http2',
  'echo',
] as const;

export type SiteName = (typeof siteNames)[number];

/** A place on the lab's web: one file each in this folder. */
export interface Site {
  readonly name: SiteName;
  /** A sentence for the lab's front page. */
  readonly summary: string;
  /** Paths worth a look, for the lab's front page. */
  readonly examplePaths: readonly string[];
  /** What its connections and requests cost unless the caller says else. */
  readonly model: SiteModel;
  /** What it speaks under TLS; without, it is served over plain HTTP. */
  readonly tls?: TlsProtocol;
  /** How its address begins, where that is neither http nor https. */
  readonly scheme?: 'ws';
  /** Opens the site for one lab: what it keeps, it keeps for that one. */
  open(place: Place): Service;
}

/** What a site may know of the lab that it is open in. */
export interface Place {
  /** Multiplies every delay. */
  readonly scale: number;
  readonly seed: number;
  /** Milliseconds since some fixed instant. */
  now(): number;
  /** Runs `run` once `delayMs` times the scale are over. */
  after(delayMs: number, run: () => void): CancelCall;
  /** Another site, or a broken address, for one who knows this by `origin`. */
  originOf(name: SiteName | BrokenOrigin, origin: string): string;
}

/** A site that is open. */
export interface Service {
  /** Answers a request whose delay is over. */
  handle(exchange: Exchange): void | Promise<void>;
  /** Whether it reads the request's body itself, with a limit of its own. */
  readsBody?(request: IncomingMessage): boolean;
  /** Takes over a connection that is to lead on (CONNECT). */
  connect?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Takes over a connection that is to speak something else (Upgrade). */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Answers a request for a whole address, as proxies get them. */
  forward?(request: IncomingMessage, response: ServerResponse): void;
  /** What it saw beside what every site sees. */
  stats?(): object;
  /** Counts afresh. */
  reset?(): void;
}

/** One request and its way back. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: Target;
  /** Go with any answer. */
  readonly headers: Record<string, string>;
  /** False once it is answered, or the client has gone. */
  readonly isOpen: boolean;
  /** Sends the whole answer and counts it. */
  reply(answer: Answer): void;
  /** Sends status and headers; the body, if asked for, follows in pieces. */
  begin(status: number, headers: Readonly<Record<string, string>>): void;
  /** Sends a piece; false when the client should catch up first. */
  write(piece: Buffer | string): boolean;
  /** Runs `run` once the client has caught up. */
  whenDrained(run: () => void): void;
  /** Ends the answer and counts it. */
  end(): void;
  /**
   * Leaves the answer as far as it is and closes the connection: in order
   * once all is sent, `lastWords` included, or at once, with a reset.
   */
  breakOff(how: 'close' | 'reset', lastWords?: string): void;
  /** Runs `run` once `delayMs` times the scale are over, if still open. */
  after(delayMs: number, run: () => void): void;
  /** Runs `run` once `delayMs` are over at any scale, if still open. */
  afterExactly(delayMs: number, run: () => void): void;
  /** Runs `run`; what it throws costs this exchange only. */
  guard(run: () => void | Promise<void>): void;
  /** Runs `run` when the exchange is over, in whatever way. */
  onEnd(run: () => void): void;
  countFault(name: string): void;
}

/** What was asked for. */
export interface Target {
  /** Scheme and host as the client knows them, for links in bodies. */
  readonly origin: string;
  /** Begins with a slash; percent signs are as they came. */
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function htmlAnswer(body: string, status = 200): Answer {
  return { status, type: 'text/html; charset=utf-8', body };
}

export function jsonAnswer(value: unknown): Answer {
  const type = 'application/json; charset=utf-8';
  return { status: 200, type, body: JSON.stringify(value) };
}

export function textAnswer(body: string, status = 200): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

export const notFound = textAnswer('Not Found', 404);

export const readOnly: Answer = {
  ...textAnswer('Method Not Allowed', 405),
  headers: { allow: 'GET, HEAD' },
};

/** A site whose answers depend on nothing but what is asked for. */
export function createPureSite(
  site: Omit<Site, 'open'> & { answer: (target: Target) => Answer },
): Site {
  const { answer, ...rest } = site;
  return {
    ...rest,
    open: () => ({
      handle(exchange) {
        const isAllowed = isRead(exchange.request);
        exchange.reply(isAllowed ? answer(exchange.target) : readOnly);
      },
    }),
  };
}

/** Whether a request only wants to be told something. */
export function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

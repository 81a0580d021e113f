import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CancelCall } from '../clock.ts';
import type { Exchange } from '../exchange.ts';
import type { BrokenOrigin } from '../faults/broken-origins.ts';
import type { SiteModel } from '../model.ts';
import type { SiteName } from './names.ts';

/** A site on the lab's web: each has a file in this folder. */
export interface Site {
  readonly name: SiteName;
  /** A sentence for the lab's front page. */
  readonly summary: string;
  /** Paths worth a look, for the lab's front page. */
  readonly examplePaths: readonly string[];
  /** What its connections and requests cost by default. */
  readonly model: SiteModel;
  /** What it speaks under TLS; without it, the site uses plain HTTP. */
  readonly tls?: TlsProtocol;
  /** How its address begins, where that is neither http nor https. */
  readonly scheme?: 'ws';
  /** Opens the site for one lab; its state belongs to that lab alone. */
  open(context: SiteContext): Service;
}

export type TlsProtocol = 'http1' | 'http2';

/** What a site may know about the lab that it is open in. */
export interface SiteContext {
  /** Multiplies every delay. */
  readonly scale: number;
  readonly seed: number;
  /** Milliseconds since some fixed instant. */
  now(): number;
  /** Runs `run` after `delayMs` times the scale. */
  after(delayMs: number, run: () => void): CancelCall;
  /** Another site, or a broken address, for a client that knows this site by `origin`. */
  originOf(name: SiteName | BrokenOrigin, origin: string): string;
}

/** A site that is open. */
export interface Service {
  /** Answers a request whose delay is over. */
  handle(exchange: Exchange): void | Promise<void>;
  /** Whether it reads the request's body itself, with a limit of its own. */
  readsBody?(request: IncomingMessage): boolean;
  /** The methods of a path, `GET, HEAD` by default; OPTIONS is answered for it. */
  methods?(path: string): string;
  /** Takes over a connection that becomes a tunnel (CONNECT). */
  connect?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Takes over a connection that changes its protocol (Upgrade). */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Answers a request for an absolute URL, which is how proxies are asked. */
  forward?(request: IncomingMessage, response: ServerResponse): void;
  /** What it saw, besides what every site records. */
  stats?(): object;
  /** Sets its counts back to zero. */
  reset?(): void;
}

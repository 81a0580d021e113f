/**
 * # A watch of your own
 *
 * Write `startWatching`: once called, it notes each request that undici makes
 * in this process, in the order in which they are made; requests that were made
 * before do not count, even if their answers come later. `requests` is the
 * list, which grows and is filled in as things happen:
 *
 * - `method` and `path`, as soon as there is a request;
 * - `port`, the local port of the connection on which it was sent, as soon as
 *   it is sent, so that you see which requests share a connection;
 * - `status`, as soon as the headers have come, even before the body;
 * - `error`, if it failed, even after its headers: the error's `code`.
 *
 * After `stop()`, nothing more is noted, not even of requests that are in the
 * list. Each watch has a list of its own.
 *
 * undici's channels: `undici:request:create`, `undici:client:sendHeaders`
 * (its message also has the `socket`), `undici:request:headers` (also the
 * `response`, with a `statusCode`) and `undici:request:error` (also the
 * `error`). Each message has the `request`, the same object in all of them.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

export interface Seen {
  readonly method: string;
  readonly path: string;
  status?: number | undefined;
  port?: number | undefined;
  error?: string | undefined;
}

export interface Watch {
  readonly requests: readonly Seen[];
  stop(): void;
}

/** What a message may hold; the request is always there. */
interface Message {
  readonly request: { readonly method: string; readonly path: string };
  readonly socket: Socket;
  readonly response: { readonly statusCode: number };
  readonly error: NodeJS.ErrnoException;
}

/** Notes all requests that undici makes, until it is stopped. */
export function startWatching(): Watch {
  // TODO: listen to the channels, and keep a list.
  throw new Error('Not written yet: startWatching.');
}

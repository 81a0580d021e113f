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
 *
 * @minutes 15
 * @hint Several requests are under way at once. What tells you, when a status
 *   comes, in which entry of the list it belongs?
 * @hint A `Map` from the request object to its entry. One function for each
 *   channel; keep them, since `unsubscribe` needs the very same ones.
 * @hint `const listeners = { 'undici:request:create': ({ request }) => …, … }`,
 *   then `subscribe(channel, listener)` for each of `Object.entries`, and the
 *   same with `unsubscribe` in `stop`.
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
  // #region solution
  // TODO: listen to the channels, and keep a list.
  const requests: Seen[] = [];
  const entries = new Map<Message['request'], Seen>();

  function note(request: Message['request'], what: Partial<Seen>): void {
    const entry = entries.get(request);
    if (entry) Object.assign(entry, what);
  }

  const listeners: Record<string, (message: Message) => void> = {
    'undici:request:create': ({ request }) => {
      const { method, path } = request;
      const entry = { method, path };
      entries.set(request, entry);
      requests.push(entry);
    },
    'undici:client:sendHeaders': ({ request, socket }) => {
      note(request, { port: socket.localPort });
    },
    'undici:request:headers': ({ request, response }) => {
      note(request, { status: response.statusCode });
    },
    'undici:request:error': ({ request, error }) => {
      note(request, { error: error.code });
    },
  };
  const subscriptions = Object.entries(listeners).map(([channel, listener]) => {
    const onMessage = (message: unknown) => {
      listener(message as Message);
    };
    subscribe(channel, onMessage);
    return { channel, onMessage };
  });
  return {
    requests,
    stop() {
      for (const { channel, onMessage } of subscriptions) {
        unsubscribe(channel, onMessage);
      }
    },
  };
  // #endregion solution
}

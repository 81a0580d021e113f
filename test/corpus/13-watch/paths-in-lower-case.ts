// fails: requests

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

function watchWith(
  onError: (seen: Seen, error: NodeJS.ErrnoException) => void,
  pathOf: (path: string) => string,
): Watch {
  const requests: Seen[] = [];
  const known = new Map<object, Seen>();
  const listeners = Object.entries({
    'undici:request:create': ({ request }: Message) => {
      const seen = { method: request.method, path: pathOf(request.path) };
      known.set(request, seen);
      requests.push(seen);
    },
    'undici:client:sendHeaders': ({ request, socket }: Message) => {
      const seen = known.get(request);
      if (seen) seen.port = socket.localPort;
    },
    'undici:request:headers': ({ request, response }: Message) => {
      const seen = known.get(request);
      if (seen) seen.status = response.statusCode;
    },
    'undici:request:error': ({ request, error }: Message) => {
      const seen = known.get(request);
      if (seen) onError(seen, error);
    },
  }).map(
    ([name, listener]) =>
      [name, listener as (message: unknown) => void] as const,
  );
  for (const [name, listener] of listeners) subscribe(name, listener);
  return {
    requests,
    stop() {
      for (const [name, listener] of listeners) unsubscribe(name, listener);
    },
  };
}
export function startWatching(): Watch {
  return watchWith(
    (seen, error) => {
      seen.error = error.code ?? error.name;
    },
    (path) => decodeURIComponent(path).toLowerCase(),
  );
}

// fails: requests
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

interface Seen {
  readonly method: string;
  readonly path: string;
  status?: number | undefined;
  port?: number | undefined;
  error?: string | undefined;
}

interface Message {
  readonly request: { readonly method: string; readonly path: string };
  readonly socket: Socket;
  readonly response: { readonly statusCode: number };
  readonly error: NodeJS.ErrnoException;
}

type Listener = (message: Message) => void;

export function startWatching() {
  const requests: Seen[] = [];
  const entries = new Map<object, Seen>();
  function entryOf(request: Message['request']): Seen {
    const { method, path } = request;
    const entry = entries.get(request) ?? { method, path };
    if (!entries.has(request)) requests.push(entry);
    entries.set(request, entry);
    return entry;
  }

  const listeners: Record<string, Listener> = {
    'undici:request:create': ({ request }) => {
      entryOf(request);
    },
    'undici:client:sendHeaders': ({ request, socket }) => {
      Object.assign(entryOf(request), { port: socket.localPort });
    },
    'undici:request:headers': ({ request, response }) => {
      Object.assign(entryOf(request), {
        status: response.statusCode,
      });
    },
    'undici:request:error': ({ request, error }) => {
      Object.assign(entryOf(request), { error: error.code });
    },
  };
  const hear = (message: unknown, channel: string | symbol) => {
    listeners[String(channel)]?.(message as Message);
  };
  for (const channel of Object.keys(listeners)) subscribe(channel, hear);
  const stop = () => {
    for (const channel of Object.keys(listeners)) unsubscribe(channel, hear);
  };
  return { requests, stop };
}

// fails: a-list-each
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

const requests: Seen[] = [];
const entries = new Map<object, Seen>();

export function startWatching() {
  const listeners: Record<string, Listener> = {
    'undici:request:create': ({ request }) => {
      const { method, path } = request;
      const entry: Seen = { method, path };
      entries.set(request, entry);
      requests.push(entry);
    },
    'undici:client:sendHeaders': ({ request, socket }) => {
      Object.assign(entries.get(request) ?? {}, { port: socket.localPort });
    },
    'undici:request:headers': ({ request, response }) => {
      Object.assign(entries.get(request) ?? {}, {
        status: response.statusCode,
      });
    },
    'undici:request:error': ({ request, error }) => {
      Object.assign(entries.get(request) ?? {}, { error: error.code });
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

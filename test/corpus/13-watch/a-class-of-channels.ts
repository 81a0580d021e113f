// passes
import { channel } from 'node:diagnostics_channel';
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
class Watching implements Watch {
  readonly requests: Seen[] = [];
  #entries = new WeakMap<object, Seen>();
  #stops: (() => unknown)[] = [];
  constructor() {
    this.#on('create', ({ request }) => {
      const { method, path } = request;
      const seen = { method, path };
      this.#entries.set(request, seen);
      this.requests.push(seen);
    });
  }
  #on(
    _name: string,
    first: (message: { request: { method: string; path: string } }) => void,
  ) {
    const listen = (name: string, listener: (message: never) => void) => {
      const one = channel(name);
      const heard = (message: unknown) => {
        listener(message as never);
      };
      one.subscribe(heard);
      this.#stops.push(() => {
        one.unsubscribe(heard);
      });
    };
    listen('undici:request:create', first);
    listen(
      'undici:client:sendHeaders',
      ({ request, socket }: { request: object; socket: Socket }) => {
        const seen = this.#entries.get(request);
        if (seen) seen.port = socket.localPort;
      },
    );
    listen(
      'undici:request:headers',
      ({
        request,
        response,
      }: {
        request: object;
        response: { statusCode: number };
      }) => {
        const seen = this.#entries.get(request);
        if (seen) seen.status = response.statusCode;
      },
    );
    listen(
      'undici:request:error',
      ({
        request,
        error,
      }: {
        request: object;
        error: NodeJS.ErrnoException;
      }) => {
        const seen = this.#entries.get(request);
        if (seen) seen.error = error.code;
      },
    );
  }
  stop() {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
export const startWatching = (): Watch => new Watching();

// passes
import diagnostics from 'node:diagnostics_channel';

interface Seen {
  method: string;
  path: string;
  status?: number;
  port?: number | undefined;
  error?: string | undefined;
}

interface Message {
  request: { method: string; path: string; [entry]?: Seen };
  socket?: { localPort?: number };
  response?: { statusCode: number };
  error?: { code?: string };
}

const entry = Symbol('entry');

class Watch {
  readonly requests: Seen[] = [];
  readonly #channels = [
    'undici:request:create',
    'undici:client:sendHeaders',
    'undici:request:headers',
    'undici:request:error',
  ].map((name) => diagnostics.channel(name));

  constructor() {
    for (const channel of this.#channels) channel.subscribe(this.#note);
  }

  readonly #note = (message: unknown): void => {
    const { request, socket, response, error } = message as Message;
    let seen = request[entry];
    if (!seen && (socket ?? response ?? error)) return;
    if (!seen) {
      seen = { method: request.method, path: request.path };
      request[entry] = seen;
      this.requests.push(seen);
    }
    if (socket) seen.port = socket.localPort;
    if (response) seen.status = response.statusCode;
    if (error) seen.error = error.code;
  };

  stop(): void {
    for (const channel of this.#channels) channel.unsubscribe(this.#note);
  }
}

export function startWatching() {
  return new Watch();
}

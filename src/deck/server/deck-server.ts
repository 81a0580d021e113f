import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { WorkError } from '../../command/options.ts';
import { createFileSender, refuse, type Handler } from './deck-files.ts';
import { listenOnFreePort } from '../../setup/free-port.mjs';

const loopbackHost = '127.0.0.1';

/** A deck that can be opened in a browser of this machine. */
export interface DeckServer {
  /** `http://127.0.0.1:8000`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Ends it at once, even while clients are connected. */
  close(): Promise<void>;
}

export interface DeckServerOptions {
  /** The built deck. */
  readonly folder: string;
  /** The first port to try; 0 for any. */
  readonly port: number;
  /** Answers a request and returns true, or leaves it and returns false. */
  readonly handle?: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => boolean;
  /** What the page must send to have demos run. */
  readonly demoToken?: string;
}

/**
 * Serves a built deck to this machine alone, on the first free port.
 * @throws WorkError where no port is free
 */
export async function startDeckServer(
  options: DeckServerOptions,
): Promise<DeckServer> {
  const server = createServer(createHandler(options));
  const port = await listen(server, options.port);
  return {
    url: `http://${loopbackHost}:${port}`,
    port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function listen(server: Server, first: number): Promise<number> {
  const port = await listenOnFreePort(server, first);
  if (port !== undefined) return port;
  throw new WorkError(
    `Port ${first} and the hundred after it are in use. Choose another: --port NUMBER.`,
  );
}

function createHandler({
  folder,
  handle,
  demoToken,
}: DeckServerOptions): Handler {
  const sendFile = createFileSender(folder, demoToken);
  return (request, response) => {
    if (!isOwnHost(request)) {
      const message = 'This deck is only for the machine that serves it.';
      refuse(response, 403, message);
      return;
    }
    if (handle?.(request, response)) return;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      refuse(response, 405, 'The deck can only be read.');
      return;
    }
    sendFile(request, response);
  };
}

/**
 * Whether a request names this machine as its host: another name may lead
 * here too, from a page that is not ours (DNS rebinding).
 */
export function isOwnHost({ headers, socket }: IncomingMessage): boolean {
  const port = socket.localPort ?? 0;
  const names = [loopbackHost, 'localhost'];
  const own = names.map((name) => `${name}:${port}`);
  // Browsers leave out the usual port.
  if (port === 80) own.push(...names);
  return own.includes(headers.host ?? '');
}

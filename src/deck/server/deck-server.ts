import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import sirv from 'sirv';
import { WorkError } from '../../command/options.ts';

const loopbackHost = '127.0.0.1';

/** Ports tried after the first before giving up. */
const portTries = 100;

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

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

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
  const last = first === 0 ? 0 : Math.min(first + portTries, 65_535);
  for (let port = first; port <= last; port += 1) {
    try {
      server.listen(port, loopbackHost);
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    }
  }
  throw new WorkError(
    `No port from ${first} to ${last} is free. Name another one to start from: --port NUMBER.`,
  );
}

function createHandler({
  folder,
  handle,
  demoToken,
}: DeckServerOptions): Handler {
  const sendPage = createPageSender(folder, demoToken);
  const sendFile = createFileSender(folder);
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
    for (const [name, value] of Object.entries(headers)) {
      response.setHeader(name, value);
    }
    const path = pathOf(request);
    if (path === '/' || path === '/index.html') sendPage(request, response);
    else sendFile(request, response);
  };
}

/**
 * Whether a request names this machine as its host: another name may lead
 * here too, from a page that is not ours (DNS rebinding).
 */
export function isOwnHost({ headers, socket }: IncomingMessage): boolean {
  const port = socket.localPort ?? 0;
  const own = [loopbackHost, 'localhost'].map((name) => `${name}:${port}`);
  return own.includes(headers.host ?? '');
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.replace(/[?#].*$/s, '');
}

/** Only this server may be asked for anything, and only it may frame the deck. */
const policy = [
  "default-src 'self' data: blob:",
  // The speaker view is written into a window by a script in the page.
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Sends the page, with the token for demos in it. */
function createPageSender(folder: string, token: string | undefined): Handler {
  const meta =
    token === undefined ? '' : `<meta name="demo-token" content="${token}" />`;
  return (request, response) => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const content = page.replace('<head>', () => `<head>${meta}`);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(content),
    });
    response.end(request.method === 'HEAD' ? undefined : content);
  };
}

/** Sends what belongs to the page: the folder's files as they are now. */
function createFileSender(folder: string): Handler {
  const onNoMatch = (_request: IncomingMessage, response: ServerResponse) => {
    refuse(response, 404, 'The deck has no such file.');
  };
  const send = sirv(folder, { extensions: [], onNoMatch });
  // sirv would follow a link out of the folder.
  const files = new Set(
    globSync('**/*', { cwd: folder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file) => `/${relative(folder, file).replaceAll(sep, '/')}`),
  );
  return (request, response) => {
    if (files.has(pathOf(request))) send(request, response);
    else onNoMatch(request, response);
  };
}

function refuse(
  response: ServerResponse,
  status: number,
  message: string,
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  response.end(`${message}\n`);
}

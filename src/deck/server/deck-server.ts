import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { WorkError } from '../../command/options.ts';
import { listenOnFreePort } from '../../setup/free-port.mjs';
import { readAsset, type Asset } from '../bundle/assets.ts';
import { isOwnHost } from './own-host.ts';

const loopbackHost = '127.0.0.1';

/** A deck that can be opened in a browser of this machine. */
export interface DeckServer {
  /** `http://127.0.0.1:8000`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Ends it at once, whoever is still connected. */
  close(): Promise<void>;
}

export interface DeckServerOptions {
  /** The built deck. */
  readonly folder: string;
  /** The first port to try; 0 for any. */
  readonly port: number;
  /** Answers a request if it is its own, or gives false. */
  readonly handle?: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => boolean;
  /** What the page must send to have demos run. */
  readonly demoToken?: string;
}

/**
 * Serves a built deck to this machine alone, on the first free port.
 * @throws WorkError where there is none
 */
export async function startDeckServer(
  options: DeckServerOptions,
): Promise<DeckServer> {
  const server = createServer((request, response) => {
    answer(request, response, options);
  });
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

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, handle, demoToken }: DeckServerOptions,
): void {
  if (!isOwnHost(request)) {
    refuse(response, 403, 'This deck is for this machine alone.');
    return;
  }
  if (handle?.(request, response)) return;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    refuse(response, 405, 'There is only something to read here.');
    return;
  }
  const asset = readAsset(folder, request.url ?? '/');
  if (!asset) {
    refuse(response, 404, 'There is no such file in the deck.');
    return;
  }
  send(request, response, withToken(asset, demoToken));
}

function withToken(asset: Asset, token: string | undefined): Asset {
  if (!asset.isPage || token === undefined) return asset;
  const meta = `<meta name="demo-token" content="${token}" />`;
  const page = asset.content.toString('utf8');
  return {
    ...asset,
    content: Buffer.from(page.replace('<head>', () => `<head>${meta}`)),
  };
}

/** Nothing but this server may be asked for anything, nor frame the deck. */
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

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { content, type }: Asset,
): void {
  response.writeHead(200, {
    'content-type': type,
    'content-length': content.length,
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(request.method === 'HEAD' ? undefined : content);
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

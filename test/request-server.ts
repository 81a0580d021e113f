import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Laid out as nobody would lay it out again. */
export const mew = '{ "name":"mew",\r\n"id" : 151.0}';

/** As many bytes as two reads take, and not one of them text. */
export const pixels = Buffer.alloc(150_000, '\u0000mew\u00ff', 'latin1');

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** What the server says, by path. */
const answers: Readonly<Record<string, Answer>> = {
  '/mew': (_, response) =>
    response.setHeader('content-type', 'application/json').end(mew),
  '/missing': (_, response) => response.writeHead(404).end('nobody here'),
  '/pixels': (_, response) =>
    response.setHeader('content-length', pixels.length).end(pixels),
  '/echo': async (request, response) => {
    const { method, rawHeaders } = request;
    const body = await text(request);
    response.end(JSON.stringify({ method, rawHeaders, body }));
  },
  '/away': (_, response) => response.writeHead(302, { location: '/on' }).end(),
  '/on': (_, response) => response.writeHead(307, { location: '/echo' }).end(),
  '/circle': (_, response) =>
    response.writeHead(302, { location: '/circle' }).end(),
  '/again': (_, response) =>
    response.writeHead(308, { location: '/on' }).end('again'),
  '/again-and-again': (_, response) =>
    response.writeHead(307, { location: '/again-and-again' }).end(),
  '/to-nobody': (_, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  '/to-script': (_, response) =>
    response.writeHead(302, { location: 'javascript:x' }).end(),
  '/to-file': (_, response) =>
    response.writeHead(302, { location: 'file:///etc/hosts' }).end(),
  '/to-nowhere': (_, response) =>
    response.writeHead(302, { location: 'http://[' }).end(),
  // In UTF-8, octet by octet, as many servers write it.
  '/to-accent': (_, response) => {
    const location = Buffer.from('/búsqueda').toString('latin1');
    response.writeHead(307, { location }).end();
  },
  '/b%C3%BAsqueda': async (request, response) =>
    response.end(`found${await text(request)}`),
  '/to-accented-script': (_, response) => {
    const location = Buffer.from('javascript:ú').toString('latin1');
    response.writeHead(302, { location }).end();
  },
  '/hang-up': (request) => request.socket.destroy(),
  '/half': (_, response) => {
    response.setHeader('content-length', 1000).write('half of it', () => {
      response.destroy();
    });
  },
  // A part, and then nothing more until the client goes.
  '/stuck': (_, response) => response.writeHead(200).write('a part'),
  '/garbage': (request) => request.socket.end('no HTTP at all\r\n\r\n'),
};

export interface TestServer {
  readonly url: string;
  close(): void;
}

/** Starts a server that speaks HTTP/1.1. */
export async function startServer(): Promise<TestServer> {
  const server = createServer((request, response) => {
    const answer = answers[request.url?.replace(/\d+$/, '') ?? ''];
    const leads = /^\/lead\/(\d+)$/.exec(request.url ?? '');
    const next = `/lead/${Number(leads?.[1]) + 1}`;
    if (leads) response.writeHead(301, { location: next }).end();
    else void answer?.(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: urlOf(server.address()),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Starts a server that speaks nothing but HTTP/2, without TLS. */
export async function startHttp2Server(): Promise<TestServer> {
  const server = createHttp2Server((request, response) => {
    response.setHeader('content-type', 'text/plain');
    response.end(`HTTP/${request.httpVersion} ${request.method}`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: urlOf(server.address()), close: () => server.close() };
}

function urlOf(address: AddressInfo | string | null): string {
  return `http://127.0.0.1:${(address as AddressInfo).port}`;
}

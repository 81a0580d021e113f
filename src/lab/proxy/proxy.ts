import {
  Agent,
  request as sendRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';
import { labLogin } from '../login.ts';
import { isLoopback } from './loopback.ts';

/** What a proxy saw pass beside what every site sees. */
export interface ProxyStats {
  /** Connections that it passes on without looking inside (CONNECT). */
  readonly tunnels: number;
  readonly tunnelsOpen: number;
  /** Requests that it read and sent on. */
  readonly forwarded: number;
  /** Of either, those without the right name and password (407). */
  readonly unauthorised: number;
  /** Of either, those to elsewhere than this machine (403). */
  readonly forbidden: number;
  readonly bytesFromClients: number;
  readonly bytesToClients: number;
  /** Hosts with their ports, in order of arrival; the first 1,000. */
  readonly targets: readonly string[];
}

export interface Proxy {
  /** Passes on a connection. */
  connect(request: IncomingMessage, client: Duplex, head: Buffer): void;
  /** Sends on a request for a whole address. */
  forward(request: IncomingMessage, response: ServerResponse): void;
  stats(): ProxyStats;
  reset(): void;
}

type Refusal = 403 | 407;

const targetsKept = 1000;

const statusLines: Readonly<Record<Refusal | 502, string>> = {
  403: 'Forbidden',
  407: 'Proxy Authentication Required',
  502: 'Bad Gateway',
};

const challenge = {
  'proxy-authenticate': 'Basic realm="The lab", charset="UTF-8"',
};

/** For one hop only (RFC 9110, 7.6.1): not to be sent on. */
const hopHeaders = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** A proxy to this machine only, for those who know its name and password. */
export function createProxy(): Proxy {
  const nothing = {
    tunnels: 0,
    forwarded: 0,
    unauthorised: 0,
    forbidden: 0,
    bytesFromClients: 0,
    bytesToClients: 0,
  };
  let seen = { ...nothing, targets: [] as string[] };
  let tunnelsOpen = 0;
  const agent = new Agent({ keepAlive: false });

  function refusalOf(request: IncomingMessage, target: URL | undefined) {
    if (!isAuthorised(request)) {
      seen.unauthorised += 1;
      return 407;
    }
    const isNear = isLoopback(request.socket.remoteAddress ?? '');
    if (target && isNear && isLoopback(target.hostname)) return undefined;
    seen.forbidden += 1;
    return 403;
  }

  function note(target: URL): void {
    if (seen.targets.length < targetsKept) seen.targets.push(target.host);
  }

  return {
    connect(request, client, head) {
      client.on('error', () => undefined);
      const target = parseUrl(`http://${request.url ?? ''}`);
      const refusal = refusalOf(request, target);
      if (refusal !== undefined || !target) {
        refuseTunnel(client, refusal ?? 403);
        return;
      }
      note(target);
      seen.tunnels += 1;
      const server = connect(Number(target.port || 80), hostOf(target));
      server.on('error', () => {
        refuseTunnel(client, 502);
      });
      client.once('close', () => server.destroy());
      server.once('connect', () => {
        tunnelsOpen += 1;
        server.once('close', () => (tunnelsOpen -= 1));
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        server.write(head);
        seen.bytesFromClients += head.length;
        join(client, server, (bytes) => (seen.bytesFromClients += bytes));
        join(server, client, (bytes) => (seen.bytesToClients += bytes));
      });
    },
    forward(request, response) {
      const target = parseUrl(request.url ?? '');
      const refusal = refusalOf(request, target);
      if (refusal !== undefined || !target) {
        refuse(request, response, refusal ?? 403);
        return;
      }
      note(target);
      seen.forwarded += 1;
      const { method = 'GET' } = request;
      const headers = withoutHopHeaders(request.headers);
      const sent = sendRequest(target, { method, headers, agent });
      sent.on('error', () => {
        if (response.headersSent) response.destroy();
        else refuse(request, response, 502);
      });
      response.once('close', () => sent.destroy());
      sent.once('response', (answer) => {
        const { statusCode = 502 } = answer;
        response.writeHead(statusCode, withoutHopHeaders(answer.headers));
        join(answer, response, (bytes) => (seen.bytesToClients += bytes));
      });
      join(request, sent, (bytes) => (seen.bytesFromClients += bytes));
    },
    stats: () => ({ ...seen, tunnelsOpen, targets: [...seen.targets] }),
    reset() {
      seen = { ...nothing, targets: [] };
    },
  };
}

function isAuthorised({ headers }: IncomingMessage): boolean {
  const [scheme = '', token = ''] = (
    headers['proxy-authorization'] ?? ''
  ).split(' ');
  const { username, password } = labLogin;
  const said = Buffer.from(token, 'base64').toString();
  return scheme.toLowerCase() === 'basic' && said === `${username}:${password}`;
}

function parseUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' ? url : undefined;
}

/** As sockets want it, without the brackets of an IPv6 address. */
function hostOf({ hostname }: URL): string {
  return hostname.replaceAll(/[[\]]/g, '');
}

function withoutHopHeaders(headers: IncomingMessage['headers']) {
  const kept = Object.entries(headers).filter(
    ([name]) => !hopHeaders.includes(name),
  );
  return Object.fromEntries(kept);
}

/** Passes on all bytes and counts them; where one end closes, so does the other. */
function join(
  from: Readable,
  to: Writable,
  count: (bytes: number) => void,
): void {
  from.on('data', (chunk: Buffer) => {
    count(chunk.length);
  });
  // Who broke off, and why, is for the two ends to see.
  from.on('error', () => to.destroy());
  from.once('close', () => {
    if (!from.readableEnded) to.destroy();
  });
  from.pipe(to);
}

function refuseTunnel(client: Duplex, status: Refusal | 502): void {
  const headers = Object.entries<string>(status === 407 ? challenge : {});
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  client.end(
    `HTTP/1.1 ${status} ${statusLines[status]}\r\n` +
      `${lines.join('')}content-length: 0\r\nconnection: close\r\n\r\n`,
  );
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: Refusal | 502,
): void {
  request.resume();
  const headers = status === 407 ? challenge : {};
  const body = `${statusLines[status]}\n`;
  const length = { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...length, ...headers }).end(body);
}

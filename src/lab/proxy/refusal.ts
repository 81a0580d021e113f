import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { isLoopback } from '../hosts.ts';
import { labLogin } from '../login.ts';
import type { ProxyLog } from './proxy-log.ts';

const statusTexts = {
  403: 'Forbidden',
  407: 'Proxy Authentication Required',
  502: 'Bad Gateway',
} as const;

export type Refusal = keyof typeof statusTexts;

const challenge = {
  'proxy-authenticate': 'Basic realm="The lab", charset="UTF-8"',
};

/** Returns why a request may not pass, and counts it; undefined where it may. */
export function refusalOf(
  request: IncomingMessage,
  target: URL | undefined,
  log: ProxyLog,
): Refusal | undefined {
  if (!isAuthorised(request)) {
    log.count('unauthorised');
    return 407;
  }
  const isNear = isLoopback(request.socket.remoteAddress ?? '');
  if (target && isNear && isLoopback(target.hostname)) return undefined;
  log.count('forbidden');
  return 403;
}

function isAuthorised({ headers }: IncomingMessage): boolean {
  const header = headers['proxy-authorization'] ?? '';
  const [scheme = '', token = ''] = header.split(' ');
  const { username, password } = labLogin;
  const login = Buffer.from(token, 'base64').toString();
  return (
    scheme.toLowerCase() === 'basic' && login === `${username}:${password}`
  );
}

/** Answers a CONNECT request with an error, and closes its connection. */
export function refuseTunnel(client: Duplex, status: Refusal): void {
  const headers = Object.entries<string>(status === 407 ? challenge : {});
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  client.end(
    `HTTP/1.1 ${status} ${statusTexts[status]}\r\n` +
      `${lines.join('')}content-length: 0\r\nconnection: close\r\n\r\n`,
  );
}

/** Answers a request with an error. */
export function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  status: Refusal,
): void {
  request.resume();
  const headers = status === 407 ? challenge : {};
  const body = `${statusTexts[status]}\n`;
  const length = { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...length, ...headers }).end(body);
}

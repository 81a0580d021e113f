import {
  request as sendRequest,
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { ProxyLog } from './proxy-log.ts';
import { refusalOf, refuseRequest } from './refusal.ts';
import { relay } from './relay.ts';
import { parseHttpUrl } from './url.ts';

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

/** Sends a request on to its target and the answer back, or refuses to. */
export function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  agent: Agent,
  log: ProxyLog,
): void {
  const target = parseHttpUrl(request.url ?? '');
  const refusal = refusalOf(request, target, log);
  if (refusal !== undefined || !target) {
    refuseRequest(request, response, refusal ?? 403);
    return;
  }
  log.passed(target);
  log.count('forwarded');
  const { method = 'GET' } = request;
  const headers = withoutHopHeaders(request.headers);
  // The target's own, whatever the client called it (RFC 9112, 3.2.2).
  headers['host'] = target.host;
  const sent = sendRequest(target, { method, headers, agent });
  sent.on('error', () => {
    if (response.headersSent) response.destroy();
    else refuseRequest(request, response, 502);
  });
  response.once('close', () => sent.destroy());
  sent.once('response', (answer) => {
    const { statusCode = 502 } = answer;
    response.writeHead(statusCode, withoutHopHeaders(answer.headers));
    relay(answer, response, (bytes) => {
      log.count('bytesToClients', bytes);
    });
  });
  relay(request, sent, (bytes) => {
    log.count('bytesFromClients', bytes);
  });
}

/** Those that the Connection header names are for one hop as well. */
function withoutHopHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = headers.connection?.toLowerCase().split(/\s*,\s*/) ?? [];
  const dropped = new Set([...hopHeaders, ...named]);
  const kept = Object.entries(headers).filter(([name]) => !dropped.has(name));
  return Object.fromEntries(kept);
}

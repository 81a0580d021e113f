import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { forwardRequest } from './forward.ts';
import { createProxyLog, type ProxyStats } from './proxy-log.ts';
import { openTunnel } from './tunnel.ts';

export interface Proxy {
  /** Passes on a connection. */
  connect(request: IncomingMessage, client: Duplex, head: Buffer): void;
  /** Sends on a request for an absolute URL. */
  forward(request: IncomingMessage, response: ServerResponse): void;
  stats(): ProxyStats;
  reset(): void;
}

/** A proxy to this machine only, for clients that log in. */
export function createProxy(): Proxy {
  const log = createProxyLog();
  const agent = new Agent({ keepAlive: false });
  return {
    connect(request, client, head) {
      openTunnel(request, client, head, log);
    },
    forward(request, response) {
      forwardRequest(request, response, agent, log);
    },
    stats: () => log.stats(),
    reset() {
      log.reset();
    },
  };
}

import type { IncomingMessage } from 'node:http';
import { connect, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ProxyLog } from './proxy-log.ts';
import { refusalOf, refuseTunnel } from './refusal.ts';
import { relay } from './relay.ts';
import { parseHttpUrl } from './url.ts';

/** Connects a client to the target of its CONNECT request, or refuses to. */
export function openTunnel(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  log: ProxyLog,
): void {
  client.on('error', () => undefined);
  const target = parseHttpUrl(`http://${request.url ?? ''}`);
  const refusal = refusalOf(request, target, log);
  if (refusal !== undefined || !target) {
    refuseTunnel(client, refusal ?? 403);
    return;
  }
  log.passed(target);
  log.count('tunnels');
  const server = connect(Number(target.port || 80), hostOf(target));
  const refuse = () => {
    refuseTunnel(client, 502);
  };
  server.once('error', refuse);
  client.once('close', () => server.destroy());
  server.once('connect', () => {
    // From now on every byte in the tunnel is one end's own word: a proxy that
    // answered in it would be taken for the server.
    server.off('error', refuse);
    passOnResets(client, server);
    log.tunnelOpened();
    server.once('close', () => {
      log.tunnelClosed();
    });
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    server.write(head);
    log.count('bytesFromClients', head.length);
    relay(client, server, (bytes) => {
      log.count('bytesFromClients', bytes);
    });
    relay(server, client, (bytes) => {
      log.count('bytesToClients', bytes);
    });
  });
}

/** Where one end breaks the connection off, so does the proxy with the other. */
function passOnResets(client: Duplex, server: Socket): void {
  server.once('error', () => {
    if (client instanceof Socket) client.resetAndDestroy();
    else client.destroy();
  });
  client.once('error', () => {
    server.resetAndDestroy();
  });
}

/** Sockets take an IPv6 address without its brackets. */
function hostOf({ hostname }: URL): string {
  return hostname.replaceAll(/[[\]]/g, '');
}

import { once } from 'node:events';
import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { hostnameOf } from './hosts.ts';
import { backlog } from './limits.ts';

/** A port of the lab, from before it listens until nothing of it is open. */
export interface Door {
  /** 0 until it listens. */
  readonly port: number;
  /** Listens on this port, or any free one for 0; rejects if it cannot. */
  listen(host: string, port: number): Promise<void>;
  /** Closes it, and all connections that came through it. */
  close(): Promise<void>;
}

/**
 * Returns a server's door. It keeps count of connections itself: a server
 * forgets those that turned into something else than HTTP.
 */
export function createDoor(server: Server): Door {
  const sockets = new Set<Socket>();
  let port = 0;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  return {
    get port() {
      return port;
    },
    async listen(host, wantedPort) {
      server.listen({ host, port: wantedPort, backlog });
      await once(server, 'listening');
      ({ port } = server.address() as AddressInfo);
    },
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/**
 * Returns a door that stays shut: whoever knocks is refused. A port that was
 * merely free might be taken by anybody a moment later; on this one a single
 * connection stays open, between the lab and itself, and nobody listens.
 */
export function createClosedDoor(): Door {
  const server = createServer();
  const ends: Socket[] = [];
  let port = 0;

  return {
    get port() {
      return port;
    },
    async listen(host, wantedPort) {
      server.listen({ host, port: wantedPort });
      await once(server, 'listening');
      ({ port } = server.address() as AddressInfo);
      const hostname = hostnameOf(host).replaceAll(/[[\]]/g, '');
      const here = connect(port, hostname);
      const [there] = (await once(server, 'connection')) as [Socket];
      ends.push(here, there);
      server.close();
      for (const end of ends) {
        end.on('error', () => undefined);
        end.unref();
      }
    },
    close() {
      server.close();
      for (const end of ends) end.destroy();
      return Promise.resolve();
    },
  };
}

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

/** One of the lab's ports, and all the connections that came through it. */
export interface Door {
  /** 0 before it listens. */
  readonly port: number;
  /** Grows with every connection that opens or closes, and every byte read. */
  readonly activity: number;
  /** Listens on this port, or any free one for 0; rejects if it cannot. */
  listen(host: string, port: number): Promise<void>;
  /** Closes it, and all connections that came through it. */
  close(): Promise<void>;
}

/**
 * Returns a server's door. It keeps track of connections itself, because a
 * server forgets those that no longer speak HTTP.
 */
export function createDoor(server: Server): Door {
  const sockets = new Set<Socket>();
  let port = 0;
  let activityBefore = 0;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    activityBefore += 1;
    socket.once('close', () => {
      sockets.delete(socket);
      activityBefore += 1 + socket.bytesRead;
    });
  });

  return {
    get port() {
      return port;
    },
    get activity() {
      return [...sockets].reduce(
        (sum, { bytesRead }) => sum + bytesRead,
        activityBefore,
      );
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
 * Returns a door that refuses every connection. Another program might take a
 * port that is merely free; so one connection, from the lab to itself, keeps
 * this port, and no server listens on it.
 */
export function createClosedDoor(): Door {
  const server = createServer();
  const ends: Socket[] = [];
  let port = 0;

  return {
    get port() {
      return port;
    },
    activity: 0,
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

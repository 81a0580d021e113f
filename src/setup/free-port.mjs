import { once } from 'node:events';
import { createServer } from 'node:net';

const loopbackHost = '127.0.0.1';

/** How many ports are tried after the first one. */
const portTries = 100;

/**
 * Makes a server listen on loopback, on the first port from `first` on that is
 * free and may be used; 0 means any free port.
 * @param {import('node:net').Server} server
 * @param {number} first
 * @returns {Promise<number | undefined>} the port; undefined where neither
 * `first` nor the hundred ports after it are free
 */
export async function listenOnFreePort(server, first) {
  const last = first === 0 ? 0 : Math.min(65_535, first + portTries);
  for (let port = first; port <= last; port++) {
    try {
      server.listen({ port, host: loopbackHost, exclusive: true });
      await once(server, 'listening');
      return /** @type {import('node:net').AddressInfo} */ (server.address())
        .port;
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    }
  }
  return undefined;
}

/**
 * Finds such a port for a server that another program starts. Nothing keeps
 * the port free until then.
 * @param {number} first the first port to try; 0 for any free one
 * @returns {Promise<number | undefined>}
 */
export async function findFreePort(first) {
  const server = createServer();
  try {
    return await listenOnFreePort(server, first);
  } finally {
    server.close();
  }
}

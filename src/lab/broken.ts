import { createServer } from 'node:https';
import {
  type Authority,
  type Identity,
  createSelfSigned,
} from './certificates/authority.ts';
import { createClosedDoor, createDoor, type Door } from './door.ts';
import type { BrokenOrigin } from './faults/broken-origins.ts';

/** Addresses at which something is wrong before any request. */
export interface BrokenAddresses {
  /** In the order in which they take their ports. */
  readonly doors: readonly Door[];
  originOf(name: BrokenOrigin, hostname: string): string;
}

/** Names under `.invalid` are reserved and never exist (RFC 2606). */
const unknownOrigin = 'http://nowhere.invalid';

/** Prepares the broken addresses; the hostnames are those of the lab. */
export function createBrokenAddresses(
  authority: Authority,
  hostnames: readonly string[],
  nowMs: number,
): BrokenAddresses {
  const untrusted = createTlsDoor(createSelfSigned(hostnames, nowMs));
  const expired = createTlsDoor(authority.issueExpired(hostnames));
  const closed = createClosedDoor();

  return {
    doors: [untrusted, expired, closed],
    originOf(name, hostname) {
      switch (name) {
        case 'untrusted':
          return `https://${hostname}:${untrusted.port}`;
        case 'expired':
          return `https://${hostname}:${expired.port}`;
        case 'closed':
          return `http://${hostname}:${closed.port}`;
        case 'unknown':
          return unknownOrigin;
      }
    },
  };
}

function createTlsDoor(identity: Identity): Door {
  const server = createServer(identity, (request, response) => {
    request.resume();
    response.end('Your client does not check certificates.\n');
  });
  return createDoor(server);
}

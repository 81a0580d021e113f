import { createBrokenAddresses, type BrokenAddresses } from './broken.ts';
import { createAuthority } from './certificates/authority.ts';
import { systemClock, type Clock } from './clock.ts';
import { createControlServer } from './control-server.ts';
import type { LabDescription } from './description.ts';
import { createDoor, type Door } from './door.ts';
import { brokenOrigins, type BrokenOrigin } from './faults/broken-origins.ts';
import { hostnameOf } from './hosts.ts';
import { listenAll } from './listening.ts';
import type { ServersOptions } from './options.ts';
import { createScheduler } from './scheduler.ts';
import {
  openSites,
  resetSite,
  type OriginOf,
  type ServedSite,
} from './served-site.ts';
import type { LogQuestion, SiteLog } from './request-log.ts';
import type { LabStats } from './stats.ts';

export interface Servers {
  /** The address of the control. */
  readonly url: string;
  readonly description: LabDescription;
  stats(): Promise<LabStats>;
  /**
   * Gives what the sites on these ports saw of requests that arrived at
   * `sinceEpochMs` or later.
   */
  requests(question: LogQuestion): Promise<SiteLog[]>;
  reset(): void;
  close(): Promise<void>;
}

/**
 * Opens the control's and the sites' servers in this thread.
 * @throws LabError, its message one sentence, when one cannot listen; then none
 * is left open
 */
export async function startServers(
  options: ServersOptions,
  clock: Clock = systemClock,
): Promise<Servers> {
  const scheduler = createScheduler(clock);
  const nowMs = Date.now();
  const authority = createAuthority(nowMs);
  const { certificate } = authority;
  const hostname = hostnameOf(options.host);
  const hostnames = [...new Set(['localhost', '127.0.0.1', hostname])];
  const broken = createBrokenAddresses(authority, hostnames, nowMs);
  const identity = authority.issue(hostnames);
  const originOf: OriginOf = (name, host) =>
    findOrigin(served, broken, name, host);
  const served: ServedSite[] = openSites(
    options,
    clock,
    scheduler,
    identity,
    originOf,
  );
  const describe = (host: string) =>
    describeLab(options, served, certificate, (name) => originOf(name, host));
  const stats = () => statsOf(served);
  const requests = (question: LogQuestion) =>
    requestsOf(served, clock, question);
  const reset = () => {
    served.forEach(resetSite);
  };
  const control = createDoor(
    createControlServer({
      describe,
      stats,
      requests,
      nowEpochMs: () => clock.originEpochMs + clock.now(),
      reset,
    }),
  );
  const siteDoors = served.map(({ door }) => door);
  const doors = [control, ...siteDoors, ...broken.doors];

  async function close(): Promise<void> {
    scheduler.stop();
    await Promise.all(doors.map((door) => door.close()));
  }

  try {
    await listenAll(doors, options);
  } catch (error) {
    await close();
    throw error;
  }
  const url = `http://${hostname}:${control.port}`;
  const description = describe(hostname);
  return { url, description, stats, requests, reset, close };
}

function findOrigin(
  served: readonly ServedSite[],
  broken: BrokenAddresses,
  name: Parameters<OriginOf>[0],
  hostname: string,
): string {
  if (isBrokenOrigin(name)) return broken.originOf(name, hostname);
  const found = served.find(({ site }) => site.name === name);
  const { tls, scheme = tls ? 'https' : 'http' } = found?.site ?? {};
  return `${scheme}://${hostname}:${found?.door.port ?? 0}`;
}

function isBrokenOrigin(name: string): name is BrokenOrigin {
  return brokenOrigins.some((origin) => origin === name);
}

function describeLab(
  { scale, seed, jitter }: ServersOptions,
  served: readonly ServedSite[],
  certificate: string,
  originOf: (name: Parameters<OriginOf>[0]) => string,
): LabDescription {
  const names = served.map(({ site }) => site.name);
  return {
    name: 'async-lab',
    scale,
    seed,
    jitter,
    sites: recordOf(names, originOf),
    models: Object.fromEntries(
      served.map(({ site, model }) => [site.name, model]),
    ),
    broken: recordOf(brokenOrigins, originOf),
    certificate,
  };
}

function recordOf<Name extends string>(
  names: readonly Name[],
  valueOf: (name: Name) => string,
): Record<Name, string> {
  const entries = names.map((name) => [name, valueOf(name)] as const);
  return Object.fromEntries(entries) as Record<Name, string>;
}

async function statsOf(served: readonly ServedSite[]): Promise<LabStats> {
  await readPendingSockets(served.map(({ door }) => door));
  return Object.fromEntries(
    served.map(({ site, witness, service }) => [
      site.name,
      { ...witness.stats(), ...service.stats?.() },
    ]),
  );
}

async function requestsOf(
  served: readonly ServedSite[],
  { originEpochMs }: Clock,
  { ports, sinceEpochMs }: LogQuestion,
): Promise<SiteLog[]> {
  await readPendingSockets(served.map(({ door }) => door));
  return served
    .filter(({ door }) => ports.includes(door.port))
    .map(({ door, log }) => ({
      port: door.port,
      originEpochMs,
      ...log.since(sinceEpochMs - originEpochMs),
    }));
}

/**
 * What a client did before it asked may still lie unread, since a thread's
 * messages are read before its sockets, and each turn of the loop accepts one
 * connection. So this waits until nothing more comes: between two things that
 * doors notice, a connection is seen to end and is shut down, a turn each. Under
 * lasting traffic something always comes, and the wait has an end of its own.
 */
async function readPendingSockets(doors: readonly Door[]): Promise<void> {
  let [lastActivity, quietTurns] = [-1, 0];
  for (let turn = 0; turn < 1000 && quietTurns < 5; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    const activity = doors.reduce((sum, door) => sum + door.activity, 0);
    quietTurns = activity === lastActivity ? quietTurns + 1 : 0;
    lastActivity = activity;
  }
}

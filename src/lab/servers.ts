import { createBrokenAddresses } from './broken.ts';
import { createAuthority } from './certificates/authority.ts';
import { systemClock, type Clock } from './clock.ts';
import { createControlServer, type LabDescription } from './control-server.ts';
import { createDoor } from './door.ts';
import { brokenOrigins, type BrokenOrigin } from './faults/fault.ts';
import type { GateOptions } from './gate.ts';
import { hostnameOf, listenAll } from './listening.ts';
import type { SiteModel } from './model.ts';
import { prepareSites, type Running } from './running.ts';
import { createScheduler } from './scheduler.ts';
import type { SiteName } from './sites/site.ts';
import type { LabStats } from './stats.ts';

/** What a lab's servers need to know; all of it checked before. */
export interface ServersOptions {
  readonly scale: number;
  readonly seed: number;
  readonly jitter: number;
  readonly host: string;
  /** The control's port, the sites' following it; 0 for any free ones. */
  readonly port: number;
  readonly models: Readonly<Partial<Record<SiteName, SiteModel>>>;
  /** What a site's gate waits for; it stands open where left out. */
  readonly gates?: Readonly<Partial<Record<SiteName, number | GateOptions>>>;
  /** The sites to serve. */
  readonly siteNames: readonly SiteName[];
}

export interface Servers {
  /** Where the control listens. */
  readonly url: string;
  readonly description: LabDescription;
  stats(): Promise<LabStats>;
  reset(): void;
  close(): Promise<void>;
}

/**
 * Opens the control's and the sites' servers in this thread. Throws a
 * LabError in one sentence when one cannot listen, with none left open.
 */
export async function startServers(
  options: ServersOptions,
  clock: Clock = systemClock,
): Promise<Servers> {
  const scheduler = createScheduler(clock);
  const nowMs = Date.now();
  const authority = createAuthority(nowMs);
  const hostname = hostnameOf(options.host);
  const hostnames = [...new Set(['localhost', '127.0.0.1', hostname])];
  const broken = createBrokenAddresses(authority, hostnames, nowMs);
  const running: Running[] = prepareSites(
    options,
    clock,
    scheduler,
    authority.issue(hostnames),
    originOf,
  );
  const control = createDoor(createControlServer({ describe, stats, reset }));
  const siteDoors = running.map(({ door }) => door);
  const doors = [control, ...siteDoors, ...broken.doors];

  function originOf(name: SiteName | BrokenOrigin, hostname: string): string {
    if (isBrokenOrigin(name)) return broken.originOf(name, hostname);
    const found = running.find(({ site }) => site.name === name);
    const { tls, scheme = tls ? 'https' : 'http' } = found?.site ?? {};
    return `${scheme}://${hostname}:${found?.door.port ?? 0}`;
  }

  function describe(hostname: string): LabDescription {
    const { scale, seed, jitter } = options;
    const { certificate } = authority;
    const names = running.map(({ site }) => site.name);
    return {
      name: 'async-lab',
      scale,
      seed,
      jitter,
      sites: recordOf(names, (name) => originOf(name, hostname)),
      models: Object.fromEntries(
        running.map(({ site, model }) => [site.name, model]),
      ),
      broken: recordOf(brokenOrigins, (name) => originOf(name, hostname)),
      certificate,
    };
  }

  async function stats(): Promise<LabStats> {
    await socketsHadTheirTurn();
    return Object.fromEntries(
      running.map(({ site, witness, service }) => [
        site.name,
        { ...witness.stats(), ...service.stats?.() },
      ]),
    );
  }

  function reset(): void {
    for (const { latency, witness, chance, gate, service } of running) {
      latency.reset();
      witness.reset();
      chance.reset();
      gate.reset();
      service.reset?.();
    }
  }

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
  return {
    url: `http://${hostname}:${control.port}`,
    description: describe(hostname),
    stats,
    reset,
    close,
  };
}

function isBrokenOrigin(name: string): name is BrokenOrigin {
  return brokenOrigins.some((origin) => origin === name);
}

function recordOf<Name extends string>(
  names: readonly Name[],
  valueOf: (name: Name) => string,
): Record<Name, string> {
  const entries = names.map((name) => [name, valueOf(name)] as const);
  return Object.fromEntries(entries) as Record<Name, string>;
}

/**
 * What a client did before it asked may still lie unread in a socket, since a
 * thread's messages are read before its sockets: one turn of the loop reads
 * them, another sees the connections close.
 */
async function socketsHadTheirTurn(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

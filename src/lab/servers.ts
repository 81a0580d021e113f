import type { Server } from 'node:http';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createControlServer } from './control-server.ts';
import type { LabDescription } from './control-server.ts';
import { createLatency } from './latency.ts';
import type { Latency } from './latency.ts';
import { closeServer, hostnameOf, listenAll, portOf } from './listening.ts';
import type { SiteModel } from './model.ts';
import { createScheduler } from './scheduler.ts';
import type { Scheduler } from './scheduler.ts';
import { createSiteServer } from './site-server.ts';
import { sites } from './sites/sites.ts';
import type { Site, SiteName } from './sites/site.ts';
import { createWitness } from './witness.ts';
import type { SiteStats, Witness } from './witness.ts';

/** What a lab's servers need to know; all of it checked before. */
export interface ServersOptions {
  readonly scale: number;
  readonly seed: number;
  readonly jitter: number;
  readonly host: string;
  /** The control's port, the sites' following it; 0 for any free ones. */
  readonly port: number;
  readonly models: Readonly<Partial<Record<SiteName, SiteModel>>>;
  /** The sites to serve. */
  readonly siteNames: readonly SiteName[];
}

export interface Servers {
  /** Where the control listens. */
  readonly url: string;
  readonly description: LabDescription;
  stats(): Promise<Partial<Record<SiteName, SiteStats>>>;
  reset(): void;
  close(): Promise<void>;
}

interface Running {
  readonly site: Site;
  readonly model: SiteModel;
  readonly latency: Latency;
  readonly witness: Witness;
  readonly server: Server;
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
  const running = prepareSites(options, clock, scheduler);
  const describe = (hostname: string) =>
    describeLab(options, running, hostname);
  const control = createControlServer({ describe, stats, reset });
  const servers = [control, ...running.map(({ server }) => server)];

  async function stats() {
    await socketsHadTheirTurn();
    return Object.fromEntries(
      running.map(({ site, witness }) => [site.name, witness.stats()]),
    );
  }

  function reset(): void {
    for (const { latency, witness } of running) {
      latency.reset();
      witness.reset();
    }
  }

  async function close(): Promise<void> {
    scheduler.stop();
    await Promise.all(servers.map(closeServer));
  }

  try {
    await listenAll(servers, options);
  } catch (error) {
    await close();
    throw error;
  }
  const hostname = hostnameOf(options.host);
  return {
    url: `http://${hostname}:${portOf(control)}`,
    description: describe(hostname),
    stats,
    reset,
    close,
  };
}

function describeLab(
  { scale, seed, jitter }: ServersOptions,
  running: readonly Running[],
  hostname: string,
): LabDescription {
  const urls = running.map(({ site, server }) => [
    site.name,
    `http://${hostname}:${portOf(server)}`,
  ]);
  const models = running.map(({ site, model }) => [site.name, model]);
  return {
    name: 'async-lab',
    scale,
    seed,
    jitter,
    sites: Object.fromEntries(urls) as LabDescription['sites'],
    models: Object.fromEntries(models) as LabDescription['models'],
  };
}

function prepareSites(
  options: ServersOptions,
  clock: Clock,
  scheduler: Scheduler,
): Running[] {
  const { scale, jitter, models, siteNames } = options;
  const chosen = sites.filter(({ name }) => siteNames.includes(name));
  return chosen.map((site, index) => {
    const model = models[site.name] ?? site.model;
    // Each site with a sequence of its own.
    const seed = options.seed + index;
    const latency = createLatency({ model, scale, jitter, seed });
    const witness = createWitness();
    const parts = { site, latency, witness, clock, scheduler };
    return { ...parts, model, server: createSiteServer(parts) };
  });
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

import type { Identity } from './certificates/authority.ts';
import type { Clock } from './clock.ts';
import { createDoor, type Door } from './door.ts';
import { createChance, type Chance } from './faults/chance.ts';
import type { BrokenOrigin } from './faults/fault.ts';
import { createLatency, type Latency } from './latency.ts';
import { createGate, openGate, type Gate } from './gate.ts';
import type { SiteModel } from './model.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServersOptions } from './servers.ts';
import { createSiteServer } from './site-server.ts';
import { sites } from './sites/sites.ts';
import type { Place, Service, Site, SiteName } from './sites/site.ts';
import { createTlsFront } from './tls-front.ts';
import { createWitness, type Witness } from './witness.ts';

/** A site with all that is its own in one lab. */
export interface Running {
  readonly site: Site;
  readonly model: SiteModel;
  readonly service: Service;
  readonly latency: Latency;
  readonly witness: Witness;
  readonly chance: Chance;
  readonly gate: Gate;
  readonly door: Door;
}

/** Where something of the lab is, for one who knows it by this host name. */
export type OriginOf = (
  name: SiteName | BrokenOrigin,
  hostname: string,
) => string;

/** Opens the sites that the options name; their doors do not listen yet. */
export function prepareSites(
  options: ServersOptions,
  clock: Clock,
  scheduler: Scheduler,
  identity: Identity,
  originOf: OriginOf,
): Running[] {
  const { scale, jitter, models, gates = {}, siteNames } = options;
  const chosen = sites.filter(({ name }) => siteNames.includes(name));
  return chosen.map((site, index) => {
    // Each site with a sequence of its own.
    const seed = options.seed + index;
    const place = createPlace(options, clock, scheduler, originOf);
    const model = models[site.name] ?? site.model;
    const expected = gates[site.name];
    const parts = {
      service: site.open(place),
      latency: createLatency({ model, scale, jitter, seed }),
      witness: createWitness(),
      chance: createChance(place),
      gate: expected ? createGate(expected, clock, scheduler) : openGate,
      clock,
      scheduler,
      scale,
    };
    const server = site.tls
      ? createTlsFront(parts, site.tls, identity)
      : createSiteServer(parts);
    return { ...parts, site, model, door: createDoor(server) };
  });
}

function createPlace(
  { scale, seed }: ServersOptions,
  clock: Clock,
  scheduler: Scheduler,
  originOf: OriginOf,
): Place {
  return {
    after: (delayMs, run) => scheduler.at(clock.now() + delayMs * scale, run),
    now: () => clock.now(),
    scale,
    seed,
    originOf: (name, origin) => originOf(name, new URL(origin).hostname),
  };
}

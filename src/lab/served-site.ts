import type { Identity } from './certificates/authority.ts';
import type { Clock } from './clock.ts';
import { createDoor, type Door } from './door.ts';
import type { BrokenOrigin } from './faults/broken-origins.ts';
import { createFaultDealer, type FaultDealer } from './faults/dealer.ts';
import { createGate, openGate, type Gate } from './gate.ts';
import { createLatency, type Latency } from './latency.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import type { SiteModel } from './model.ts';
import type { ServersOptions } from './options.ts';
import type { Scheduler } from './scheduler.ts';
import { createSiteServer } from './site-server.ts';
import type { SiteName } from './sites/names.ts';
import type { Service, Site, SiteContext } from './sites/site.ts';
import { sites } from './sites/sites.ts';
import { createTlsFront } from './tls-front.ts';
import { createWitness, type Witness } from './witness.ts';

/** A site with everything that belongs to it in one lab. */
export interface ServedSite {
  readonly site: Site;
  readonly model: SiteModel;
  readonly service: Service;
  readonly latency: Latency;
  readonly witness: Witness;
  readonly faults: FaultDealer;
  readonly log: RequestLog;
  readonly gate: Gate;
  readonly door: Door;
}

/** The origin of a site or a broken address, as a client reaches it by this host name. */
export type OriginOf = (
  name: SiteName | BrokenOrigin,
  hostname: string,
) => string;

/** Opens the sites that the options name; their doors do not listen yet. */
export function openSites(
  options: ServersOptions,
  clock: Clock,
  scheduler: Scheduler,
  identity: Identity,
  originOf: OriginOf,
): ServedSite[] {
  const { scale, jitter, models, gates = {}, siteNames } = options;
  const context = createContext(options, clock, scheduler, originOf);
  const chosen = sites.filter(({ name }) => siteNames.includes(name));
  return chosen.map((site, index) => {
    // Each site has a sequence of its own.
    const seed = options.seed + index;
    const model = models[site.name] ?? site.model;
    const expected = gates[site.name];
    const parts = {
      service: site.open(context),
      latency: createLatency({ model, scale, jitter, seed }),
      witness: createWitness(),
      faults: createFaultDealer(context),
      log: createRequestLog(),
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

function createContext(
  { scale, seed }: ServersOptions,
  clock: Clock,
  scheduler: Scheduler,
  originOf: OriginOf,
): SiteContext {
  return {
    after: (delayMs, run) => scheduler.at(clock.now() + delayMs * scale, run),
    now: () => clock.now(),
    scale,
    seed,
    originOf: (name, origin) => originOf(name, new URL(origin).hostname),
  };
}

/**
 * Sets a site's counts back to zero and starts its sequences again. Its log of
 * requests stays, for a recording that is under way.
 */
export function resetSite({
  latency,
  witness,
  faults,
  gate,
  service,
}: ServedSite): void {
  latency.reset();
  witness.reset();
  faults.reset();
  gate.reset();
  service.reset?.();
}

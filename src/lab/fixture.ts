import { Agent } from 'undici';
import { createHeldClock, systemClock, type Clock } from './clock.ts';
import { noDelayModel } from './model.ts';
import { startServers, type Servers } from './servers.ts';
import type { ServersOptions } from './options.ts';
import { siteNames, type SiteName } from './sites/names.ts';
import type { LabStats } from './stats.ts';

/** A lab in this thread, for tests; declare it with `await using`. */
export interface TestLab extends AsyncDisposable {
  readonly servers: Servers;
  readonly agent: Agent;
  /** A site's origin. */
  origin(name: SiteName): string;
  /** Waits until a site's server has seen what the test is waiting for. */
  seen<Name extends SiteName>(
    name: Name,
    isSeen: (stats: NonNullable<LabStats[Name]>) => boolean,
  ): Promise<NonNullable<LabStats[Name]>>;
}

/** A test that fails ends after this time; one that passes does not wait. */
const timeoutMs = 30_000;

/** Opens all sites without delays, except those that a site itself asks for. */
export async function startTestLab(
  options: Partial<ServersOptions> = {},
  clock: Clock = systemClock,
): Promise<TestLab> {
  const models = Object.fromEntries(
    siteNames.map((name) => [name, noDelayModel]),
  );
  const host = '127.0.0.1';
  const fixed = { scale: 1, seed: 1, jitter: 0, host, port: 0 };
  const servers = await startServers(
    { ...fixed, models, siteNames, ...options },
    clock,
  );
  const agent = new Agent({ connect: { ca: servers.description.certificate } });
  return {
    servers,
    agent,
    origin: (name) => servers.description.sites[name] ?? '',
    async seen(name, isSeen) {
      const giveUpMs = performance.now() + timeoutMs;
      while (performance.now() < giveUpMs) {
        const stats = (await servers.stats())[name];
        if (stats && isSeen(stats)) return stats;
      }
      const { arrivals, ...seen } = (await servers.stats())[name] ?? {};
      const stats = { ...seen, answers: undefined };
      throw new Error(
        `Timed out waiting; ${name} saw ${arrivals?.length ?? 0} arrivals and ` +
          JSON.stringify(stats),
      );
    },
    async [Symbol.asyncDispose]() {
      await agent.destroy();
      await servers.close();
    },
  };
}

/** The same with a clock that only the test moves. */
export async function startHeldLab(options: Partial<ServersOptions> = {}) {
  const clock = createHeldClock();
  return { ...(await startTestLab(options, clock)), clock };
}

import { setImmediate } from 'node:timers/promises';
import { channel } from 'node:diagnostics_channel';
import type { BrokenOrigin } from './faults/broken-origins.ts';
import { siteNames, type SiteName } from './sites/names.ts';
import type { LabDescription } from './description.ts';
import { startLabThread } from './lab-thread.ts';
import type { SiteModel } from './model.ts';
import {
  resolveOptions,
  type LabOptions,
  type ResolvedOptions,
} from './options.ts';
import { answerRecordings, portsOf } from './log-channel.ts';
import { askRemote, findRemote } from './remote.ts';
import { askRemoteLog } from './remote-log.ts';
import type { SiteLog } from './request-log.ts';
import type { LabStats } from './stats.ts';
import type { LabCallWithoutId } from './worker.ts';

export { LabError } from './lab-error.ts';
export type { LabOptions } from './options.ts';
export type { SiteName } from './sites/names.ts';
export type { LabStats } from './stats.ts';
export type { SiteStats } from './witness.ts';

/**
 * A small web on your own machine. Addresses have no slash at the end. `await
 * using lab = …` closes it where its scope ends.
 */
export interface Lab {
  /** The lab's own front page. */
  readonly url: string;
  /** The Pokémon API: one of them is at `/api/v2/pokemon/151`, as JSON. */
  readonly pokemon: string;
  /** A conference's site, with a page for each of its speakers. */
  readonly conference: string;
  /** Twenty pages of invented conferences, one for each year. */
  readonly years: string;
  /** What can go wrong, each fault at its own path: see `faults`. */
  readonly faults: string;
  /** Long answers, long uploads and events. */
  readonly streams: string;
  /** Items under a rate limit, at `/items/151`. */
  readonly limited: string;
  /** A login with a cookie for `labLogin`, forms and uploads of files. */
  readonly accounts: string;
  /** WebSockets; the address begins with ws. */
  readonly sockets: string;
  /** An HTTP proxy to this machine, which requires `labLogin`. */
  readonly proxy: string;
  /** The Pokémon over HTTPS, with HTTP/1.1 only. */
  readonly https: string;
  /** The Pokémon over HTTPS, with HTTP/2 for clients that support it. */
  readonly http2: string;
  /** Answers with the request itself, compressed for clients that accept gzip. */
  readonly echo: string;
  /** Addresses at which something is wrong before any request. */
  readonly broken: Readonly<Record<BrokenOrigin, string>>;
  /** The certificate, as PEM, with which clients can trust the HTTPS servers. */
  readonly certificate: string;
  /** Every delay is multiplied by this. */
  readonly scale: number;
  /** The delays of each of the lab's sites, at scale 1. */
  readonly models: Readonly<Partial<Record<SiteName, SiteModel>>>;
  /**
   * Gives what the servers have seen; this call itself is not counted.
   * @throws LabError when a lab elsewhere does not answer
   */
  stats(): Promise<LabStats>;
  /**
   * Sets all counts to zero, empties the queues and restarts the jitter.
   * @throws LabError when a lab elsewhere does not answer
   */
  reset(): Promise<void>;
  /** Closes everything that is open. A lab started elsewhere keeps running. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

const labs = new Map<string, Promise<Lab>>();

/**
 * Gives the lab with these options: the one that is running, or else a new
 * one in a thread of its own. All callers with the same options share it: when
 * one closes it, it is closed for all. `startUnsharedLab` shares none.
 * @throws RangeError for an option out of range
 * @throws LabError, its message one sentence, when a port is taken or another
 * lab does not answer
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const resolved = resolveOptions(options, process.env);
  const key = JSON.stringify(resolved);
  const running = labs.get(key);
  if (running) return running;
  const forget = () => {
    if (labs.get(key) === lab) labs.delete(key);
  };
  const lab = open(resolved, forget);
  labs.set(key, lab);
  lab.catch(forget);
  return lab;
}

/**
 * Starts a new lab that no other caller shares, even with the same options.
 * @throws what `startLab` throws
 */
export async function startUnsharedLab(options: LabOptions = {}): Promise<Lab> {
  return open(resolveOptions(options, process.env), () => undefined);
}

/** A lab as its parts make it, before it can be disposed of. */
type OpenLab = Omit<Lab, typeof Symbol.asyncDispose>;

async function open(
  options: ResolvedOptions,
  onClose: () => void,
): Promise<Lab> {
  const lab = await openPlain(options, onClose);
  return { ...lab, [Symbol.asyncDispose]: () => lab.close() };
}

async function openPlain(
  options: ResolvedOptions,
  onClose: () => void,
): Promise<OpenLab> {
  if (options.url === '') return openLocal(options, siteNames, {}, onClose);
  const remote = await findRemote(options.url);
  if (remote.kind === 'lab') return openRemote(remote.url, remote.lab, onClose);
  const rest = siteNames.filter((name) => name !== 'pokemon');
  return openLocal(options, rest, { pokemon: remote.url }, onClose);
}

/** Starts servers for some sites; the others run elsewhere. */
async function openLocal(
  options: ResolvedOptions,
  served: readonly SiteName[],
  elsewhere: LabDescription['sites'],
  onClose: () => void,
): Promise<OpenLab> {
  const thread = await startLabThread({ ...options, siteNames: served });
  const { url, description } = thread;
  const addresses = addressesOf(url, description, elsewhere);
  const stopAnswering = answerRecordings(
    portsOf(Object.values(description.sites)),
    async (question) => ({
      sites: (await ask({ method: 'requests', question })) as SiteLog[],
      clockErrorMs: 0,
    }),
  );
  thread.onEnd(() => {
    stopAnswering();
    onClose();
  });
  announce('started', addresses);

  async function ask(call: LabCallWithoutId): Promise<unknown> {
    // What this thread has just called off it closes in the same turn, after
    // what was awaited: the question must not overtake that.
    await setImmediate();
    return thread.call(call);
  }

  return {
    ...addresses,
    async stats() {
      return (await ask({ method: 'stats' })) as LabStats;
    },
    async reset() {
      await thread.call({ method: 'reset' });
    },
    async close() {
      stopAnswering();
      onClose();
      announce('closed', addresses);
      await thread.close();
    },
  };
}

/** A notebook's kernel listens, so that it can say of an address whose it was. */
const lifeChannel = channel('async-lab:lab');

function announce(
  what: 'started' | 'closed',
  addresses: ReturnType<typeof addressesOf>,
): void {
  if (!lifeChannel.hasSubscribers) return;
  const values = [addresses, addresses.broken].flatMap(Object.values<unknown>);
  const origins = values.filter(
    (value) => typeof value === 'string' && URL.canParse(value),
  );
  lifeChannel.publish({ what, origins });
}

/** Uses a lab that runs elsewhere, and leaves it running. */
function openRemote(
  url: string,
  description: LabDescription,
  onClose: () => void,
): OpenLab {
  const stopAnswering = answerRecordings(
    portsOf(Object.values(description.sites)),
    (question) => askRemoteLog(url, question),
  );
  return {
    ...addressesOf(url, description),
    async stats() {
      const { body } = await askRemote('GET', url, '/stats');
      return body as LabStats;
    },
    async reset() {
      await askRemote('POST', url, '/reset');
    },
    close() {
      stopAnswering();
      onClose();
      return Promise.resolve();
    },
  };
}

function addressesOf(
  url: string,
  { sites, scale, models, broken, certificate }: LabDescription,
  elsewhere: LabDescription['sites'] = {},
) {
  const addresses = siteNames.map((name) => {
    return [name, elsewhere[name] ?? sites[name] ?? ''];
  });
  const bySite = Object.fromEntries(addresses) as Record<SiteName, string>;
  return { url, ...bySite, scale, models, broken, certificate };
}

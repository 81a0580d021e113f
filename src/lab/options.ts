import type { SiteModel } from './model.ts';
import type { GateOptions } from './gate.ts';
import { brokenOrigins } from './faults/broken-origins.ts';
import { siteNames, type SiteName } from './sites/names.ts';

/** For the control, each site, and each broken address except the unknown host. */
export const portsNeeded = 1 + siteNames.length + (brokenOrigins.length - 1);

/** How a lab is to run; each option has a default. */
export interface LabOptions {
  /** Multiplies every delay; LAB_SCALE, or else 0.25, by default. */
  readonly scale?: number;
  /** Where the jitter's sequence begins; 1 by default. */
  readonly seed?: number;
  /** How far delays vary, as a fraction of them, 0 to 1; 0 by default. */
  readonly jitter?: number;
  /** The address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /** The control's port, followed by those of the sites; any free ones by default. */
  readonly port?: number;
  /** Another lab, or a Pokémon API, to use instead; LAB_URL by default. */
  readonly url?: string;
  /** Delays that replace the sites' own. */
  readonly models?: Readonly<Partial<Record<SiteName, SiteModel>>>;
  /**
   * Sites that answer no request until a given number of them wait, or no
   * more arrive.
   */
  readonly gates?: Readonly<Partial<Record<SiteName, number | GateOptions>>>;
}

/** What a lab's servers need to know; all of it has been checked. */
export interface ServersOptions {
  readonly scale: number;
  readonly seed: number;
  readonly jitter: number;
  readonly host: string;
  /** The control's port, followed by those of the sites; 0 for any free ones. */
  readonly port: number;
  readonly models: Readonly<Partial<Record<SiteName, SiteModel>>>;
  /** What a site's gate waits for; without one, requests pass at once. */
  readonly gates?: Readonly<Partial<Record<SiteName, number | GateOptions>>>;
  /** The sites to serve. */
  readonly siteNames: readonly SiteName[];
}

/** Everything that must be known before a lab starts. */
export interface ResolvedOptions extends Required<
  Omit<ServersOptions, 'siteNames'>
> {
  /** Empty where the lab is to be started here. */
  readonly url: string;
}

/**
 * Fills in what the caller left out, from the environment and the defaults.
 * @throws RangeError that names the option and what it must be
 */
export function resolveOptions(
  options: LabOptions,
  environment: NodeJS.ProcessEnv,
): ResolvedOptions {
  const { scale = scaleOf(environment), seed = 1, jitter = 0 } = options;
  const { host = '127.0.0.1', port = 0 } = options;
  const { models = {}, gates = {} } = options;
  const url = options.url ?? environment['LAB_URL'] ?? '';
  if (!(Number.isFinite(scale) && scale > 0)) {
    throw mustBe('scale', 'a number above 0', scale);
  }
  if (!Number.isSafeInteger(seed)) throw mustBe('seed', 'a whole number', seed);
  if (!(jitter >= 0 && jitter <= 1)) {
    throw mustBe('jitter', 'a number from 0 to 1', jitter);
  }
  const lastPort = 65_536 - portsNeeded;
  if (!(Number.isInteger(port) && port >= 0 && port <= lastPort)) {
    throw mustBe('port', `a whole number from 0 to ${lastPort}`, port);
  }
  return { scale, seed, jitter, host, port, models, gates, url: url.trim() };
}

function scaleOf(environment: NodeJS.ProcessEnv): number {
  const text = environment['LAB_SCALE'] ?? '';
  return text.trim() === '' ? 0.25 : Number(text);
}

function mustBe(option: string, what: string, value: unknown): RangeError {
  const text = `The lab's ${option} must be ${what}, but is ${String(value)}.`;
  return new RangeError(text);
}

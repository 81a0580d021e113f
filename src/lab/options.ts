import type { SiteModel } from './model.ts';
import type { GateOptions } from './gate.ts';
import { brokenOrigins } from './faults/fault.ts';
import { siteNames, type SiteName } from './sites/site.ts';

/** The control, each site, and each broken address but the unknown host. */
export const portsNeeded = 1 + siteNames.length + (brokenOrigins.length - 1);

export interface LabOptions {
  /** Multiplies every delay; 0.25 unless LAB_SCALE says else. */
  readonly scale?: number;
  /** Where the jitter's sequence begins; 1 unless told. */
  readonly seed?: number;
  /** How far delays stray, as a fraction of them, 0 to 1; 0 unless told. */
  readonly jitter?: number;
  /** The address to listen on; 127.0.0.1 unless told. */
  readonly host?: string;
  /** The control's port, the sites' following it; any free ones unless told. */
  readonly port?: number;
  /** Another lab, or a Pokémon API, to use instead; else LAB_URL, if set. */
  readonly url?: string;
  /** Delays other than the sites' own. */
  readonly models?: Readonly<Partial<Record<SiteName, SiteModel>>>;
  /** Sites that answer nobody until so many requests wait, or no more come. */
  readonly gates?: Readonly<Partial<Record<SiteName, number | GateOptions>>>;
}

/** All that is to be known before a lab starts. */
export interface ResolvedOptions {
  readonly scale: number;
  readonly seed: number;
  readonly jitter: number;
  readonly host: string;
  readonly port: number;
  readonly models: Readonly<Partial<Record<SiteName, SiteModel>>>;
  readonly gates: Readonly<Partial<Record<SiteName, number | GateOptions>>>;
  /** Empty where the lab is to be started here. */
  readonly url: string;
}

/**
 * Fills in what the caller left out, from the environment and the defaults.
 * Throws a RangeError that names the option and what it must be.
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

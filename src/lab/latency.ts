import { createJitter } from './jitter.ts';
import type { Cost, SiteModel } from './model.ts';
import { createSerialResource } from './serial-resource.ts';

/** A place in the queue of a site's one serial resource. */
export interface Turn {
  /** When the resource begins with it. */
  readonly turnMs: number;
  /** When all of it is done, the parallel part too. */
  readonly dueMs: number;
}

/** When the connections and requests of one site have their turns. */
export interface Latency {
  /** For a connection that arrived at `arrivedMs`: it is open when due. */
  connectionTurn(arrivedMs: number): Turn;
  /** For a request that arrived at `arrivedMs`: its answer is due then. */
  requestTurn(arrivedMs: number): Turn;
  /** Empties the queue and begins the jitter's sequence again. */
  reset(): void;
}

interface LatencyOptions {
  readonly model: SiteModel;
  /** Multiplies every delay. */
  readonly scale: number;
  /** How far parallel parts vary, as a fraction of them. */
  readonly jitter?: number;
  readonly seed?: number;
}

/** Turns a model into instants, for the lab and for the ideal alike. */
export function createLatency(options: LatencyOptions): Latency {
  const { model, scale, jitter = 0, seed = 0 } = options;
  const resource = createSerialResource();
  let nextFactor = createJitter(jitter, seed);

  function take(arrivedMs: number, cost: Cost): Turn {
    const serialMs = cost.serialMs * scale;
    const servedMs = resource.reserve(arrivedMs, serialMs);
    return {
      turnMs: servedMs - serialMs,
      dueMs: servedMs + cost.parallelMs * scale * nextFactor(),
    };
  }

  return {
    connectionTurn: (arrivedMs) => take(arrivedMs, model.connect),
    requestTurn: (arrivedMs) => take(arrivedMs, model.request),
    reset() {
      resource.reset();
      nextFactor = createJitter(jitter, seed);
    },
  };
}

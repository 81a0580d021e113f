import { createJitter } from './jitter.ts';
import type { Cost, SiteModel } from './model.ts';
import { createSerialResource } from './serial-resource.ts';

/** When the connections and requests of one site are due. */
export interface Latency {
  /** When a connection that arrived at `arrivedMs` counts as open. */
  connectionDue(arrivedMs: number): number;
  /** When the answer to a request that arrived at `arrivedMs` is due. */
  requestDue(arrivedMs: number): number;
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

  function due(arrivedMs: number, cost: Cost): number {
    const servedMs = resource.reserve(arrivedMs, cost.serialMs * scale);
    return servedMs + cost.parallelMs * scale * nextFactor();
  }

  return {
    connectionDue: (arrivedMs) => due(arrivedMs, model.connect),
    requestDue: (arrivedMs) => due(arrivedMs, model.request),
    reset() {
      resource.reset();
      nextFactor = createJitter(jitter, seed);
    },
  };
}

import { criticalPathOf, type PathPart } from '../analyse/critical-path.ts';
import { clamp } from '../clamp.ts';
import type { NamedTrace } from '../render/critical-path.ts';
import type { RequestTrace } from '../trace.ts';
import { packTrace, unpackTrace } from './pack.ts';

/** A request on the chain that decided when its run ended. */
export interface ChainPlace {
  readonly run: number;
  /** From 0, along the chain. */
  readonly link: number;
}

/** Compared runs, and the ways along their chains. */
export interface Chains {
  readonly runs: readonly NamedTrace[];
  /** How many requests are on a run's chain. */
  lengthOf(run: number): number;
  requestAt(place: ChainPlace): RequestTrace | undefined;
  /** The parts of the path that are this request's. */
  partsAt(place: ChainPlace): readonly PathPart[];
  /** The request whose turn it was at an instant, if it was one's. */
  placeAt(run: number, ms: number): ChainPlace | undefined;
  /** So many links further along, as far as there are. */
  along(place: ChainPlace, by: number): ChainPlace;
  /** The same instant in another run, or that run's nearest. */
  across(place: ChainPlace, by: number): ChainPlace;
}

/** Returns the chains of compared runs. */
export function createChains(runs: readonly NamedTrace[]): Chains {
  const paths = runs.map(({ trace }) => criticalPathOf(trace));
  const requests = runs.map(
    ({ trace }) => new Map(trace.requests.map((each) => [each.id, each])),
  );
  const lengthOf = (run: number) => paths[run]?.requestIds.length ?? 0;
  const idAt = ({ run, link }: ChainPlace) => paths[run]?.requestIds[link];
  const partsAt = (place: ChainPlace) => {
    const id = idAt(place);
    const parts = paths[place.run]?.parts ?? [];
    return parts.filter(({ requestId }) => requestId === id);
  };
  const placeAt = (run: number, ms: number) => {
    const part = paths[run]?.parts.find(
      ({ fromMs, toMs }) => ms >= fromMs && ms < toMs,
    );
    const link = paths[run]?.requestIds.indexOf(part?.requestId ?? -1) ?? -1;
    return link < 0 ? undefined : { run, link };
  };
  return {
    runs,
    lengthOf,
    requestAt: (place) => requests[place.run]?.get(idAt(place) ?? -1),
    partsAt,
    placeAt,
    along: ({ run, link }, by) => ({
      run,
      link: clamp(link + by, 0, lengthOf(run) - 1),
    }),
    across(place, by) {
      const run = clamp(place.run + by, 0, runs.length - 1);
      const ms = partsAt(place)[0]?.fromMs ?? 0;
      return placeAt(run, ms) ?? { run, link: lengthOf(run) - 1 };
    },
  };
}

/** Runs as JSON, for a page to have next to their picture. */
export function packRuns(runs: readonly NamedTrace[]): string {
  return JSON.stringify(
    runs.map(({ name, trace }) => [name, packTrace(trace)]),
  );
}

/** Gives the runs that were packed. */
export function unpackRuns(json: string): NamedTrace[] {
  return (JSON.parse(json) as [string, string][]).map(([name, packed]) => ({
    name,
    trace: unpackTrace(packed),
  }));
}

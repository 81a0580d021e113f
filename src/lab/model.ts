/**
 * What a connection or a request costs at a site, in milliseconds at scale 1.
 * The serial part passes through the site's one first-in-first-out resource,
 * so it is paid one at a time; the parallel part begins after it, and any
 * number of those run at once.
 */
export interface Cost {
  readonly parallelMs: number;
  readonly serialMs: number;
}

export interface SiteModel {
  /** Paid once for each connection, before its first request is read. */
  readonly connect: Cost;
  /** Paid by each request. */
  readonly request: Cost;
}

/**
 * 150 Pokémon took 28.87 s with a new connection each, 8.10 s over one
 * connection, and 1.53 s all at once. With C for a connection and R for a
 * request, 150(C + R) = 28.87 s and C + 150R = 8.10 s give C = 139 ms and
 * R = 53 ms. Free concurrency would have taken C + R = 0.19 s: the 1.34 s more
 * say how much is served one at a time. The client behind the 1.53 s opened
 * at most 100 connections, its default: so 100 connections and 150 requests
 * share those 1.34 s. Most of it belongs to the connection; otherwise a pool of
 * connections would gain nothing over one connection for each request. With 2 ms
 * for a request, 11.8 ms remain for a connection.
 */
export const pokemonModel: SiteModel = {
  connect: { parallelMs: 128.2, serialMs: 11.8 },
  request: { parallelMs: 51, serialMs: 2 },
};

/**
 * An index and 28 speaker pages took 24.37 s one after another with a new
 * connection each: 840 ms a page. All at once they took 2.81 s, of which the
 * index is 0.84 s; the rest is 28 times 41 ms of a request, one at a time,
 * after the first connection is there.
 */
export const conferenceModel: SiteModel = {
  connect: { parallelMs: 483, serialMs: 7 },
  request: { parallelMs: 309, serialMs: 41 },
};

/**
 * This one was not measured: a site of twenty pages whose delays are about half
 * of the conference's, and whose serial part is small enough that twenty at
 * once take hardly longer than one.
 */
export const yearsModel: SiteModel = {
  connect: { parallelMs: 198, serialMs: 2 },
  request: { parallelMs: 147, serialMs: 3 },
};

/** A site close by, for lessons that are not about waiting. */
export const nearbyModel: SiteModel = {
  connect: { parallelMs: 20, serialMs: 0 },
  request: { parallelMs: 10, serialMs: 0 },
};

/** A site that answers as fast as the machine can: for throughput. */
export const noDelayModel: SiteModel = {
  connect: { parallelMs: 0, serialMs: 0 },
  request: { parallelMs: 0, serialMs: 0 },
};

import type { ConnectionTrace, RequestTrace, Trace } from '../trace.ts';

/**
 * What a connection and a request cost at a server, in milliseconds: the serial
 * parts pass through one resource in order of arrival, one at a time; the
 * parallel parts follow, and any number of them run at once.
 */
export interface ServerModel {
  readonly connect: ModelCost;
  readonly request: ModelCost;
}

interface ModelCost {
  readonly serialMs: number;
  readonly parallelMs: number;
}

/** What is to be played through on a model. */
export interface ModelPlan {
  readonly requests: number;
  /** How many connections are opened, all at once; the requests share them. */
  readonly connections: number;
}

const origin = 'http://server.example';

/**
 * Returns the trace that a server's model leads to where nothing but the model
 * takes any time: nothing is measured. Each connection takes the next request
 * when it has answered the one before.
 */
export function modelTrace(model: ServerModel, plan: ModelPlan): Trace {
  const serial = createSerial();
  const count = Math.min(plan.connections, plan.requests);
  const connections = Array.from({ length: count }, (_, index) =>
    openConnection(index + 1, serial.pass(0, model.connect)),
  );
  const requests = Array.from({ length: plan.requests }, (_, index) => {
    const connection = connections.reduce((first, other) =>
      other.freeMs < first.freeMs ? other : first,
    );
    const arrivedMs = connection.freeMs;
    const turn = serial.pass(arrivedMs, model.request);
    connection.freeMs = turn.endMs;
    connection.requestIds.push(index + 1);
    return requestOf(index + 1, connection.trace.id, { arrivedMs, ...turn });
  });
  const durationMs = Math.max(0, ...connections.map(({ freeMs }) => freeMs));
  return {
    startedAtEpochMs: 0,
    durationMs,
    requests,
    connections: connections.map(({ trace }) => trace),
    // Nobody's event loop was watched.
    heartbeat: { intervalMs: 2 * durationMs + 1, beatsMs: [] },
  };
}

interface Turn {
  readonly turnMs: number;
  readonly endMs: number;
}

/** What serves one at a time, in the order in which it is asked. */
function createSerial() {
  let freeMs = 0;
  return {
    pass(arrivedMs: number, { serialMs, parallelMs }: ModelCost): Turn {
      const turnMs = Math.max(arrivedMs, freeMs);
      freeMs = turnMs + serialMs;
      return { turnMs, endMs: freeMs + parallelMs };
    },
  };
}

/** A connection, and when it can carry its next request. */
interface OpenConnection {
  freeMs: number;
  readonly requestIds: number[];
  readonly trace: ConnectionTrace;
}

function openConnection(id: number, { turnMs, endMs }: Turn): OpenConnection {
  const requestIds: number[] = [];
  const trace: ConnectionTrace = {
    id,
    origin,
    openingMs: 0,
    openMs: endMs,
    server: { acceptedMs: 0, turnMs, openMs: endMs },
    closedMs: null,
    requestIds,
  };
  return { freeMs: endMs, requestIds, trace };
}

function requestOf(
  id: number,
  connectionId: number,
  { arrivedMs, turnMs, endMs }: Turn & { readonly arrivedMs: number },
): RequestTrace {
  return {
    id,
    method: 'GET',
    url: `${origin}/${id}`,
    blocking: false,
    queuedMs: 0,
    sentMs: arrivedMs,
    headersMs: endMs,
    endMs,
    status: 200,
    bytes: 0,
    error: null,
    connectionId,
    connectingMs: 0,
    requestHeaders: [],
    responseHeaders: [],
    server: {
      arrivedMs,
      turnMs,
      answeredMs: endMs,
      endedMs: endMs,
      abandonedMs: null,
    },
  };
}

import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { epochMs } from './recording.ts';
import type { LoggedRequest, ServerLog, SiteLog } from './server-log.ts';

/**
 * The latest requests to servers that a program has itself, in its own thread:
 * Node tells of each. They have no queue that could be seen from outside, so
 * their work begins when a request arrives.
 */
const entries: Entry[] = [];
const kept = 20_000;
let forgottenUntilMs: number | null = null;

interface Entry {
  readonly serverPort: number;
  readonly clientPort: number;
  readonly request: {
    -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key];
  };
}

interface StartMessage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Question {
  readonly ports: readonly number[];
  readonly sinceEpochMs: number;
  readonly answers: Promise<ServerLog>[];
}

let isWatching = false;

/** Begins to note the requests to servers in this thread; a second call does nothing. */
export function watchOwnServers(): void {
  if (isWatching) return;
  isWatching = true;
  subscribe('http.server.request.start', (message) => {
    note(message as StartMessage);
  });
  subscribe('async-lab:requests', (message) => {
    const { ports, sinceEpochMs, answers } = message as Question;
    const sites = sitesOf(ports, sinceEpochMs);
    if (sites.length > 0) {
      // A lab in this thread knows more: what comes later has the last word.
      answers.unshift(Promise.resolve({ sites, clockErrorMs: 0 }));
    }
  });
}

function note({ request, response }: StartMessage): void {
  const { method = '', url = '', socket } = request;
  const { localPort = 0, remotePort = 0 } = socket;
  const arrivedMs = epochMs();
  const entry: Entry = {
    serverPort: localPort,
    clientPort: remotePort,
    request: {
      method,
      path: url.slice(0, 200),
      arrivedMs,
      turnMs: arrivedMs,
      answeredMs: null,
      endedMs: null,
      abandonedMs: null,
      pauses: [],
    },
  };
  response.once('finish', () => {
    entry.request.endedMs = epochMs();
  });
  response.once('close', () => {
    if (entry.request.endedMs === null) entry.request.abandonedMs = epochMs();
  });
  if (entries.length >= 2 * kept) {
    forgottenUntilMs = entries[kept - 1]?.request.arrivedMs ?? null;
    entries.splice(0, kept);
  }
  entries.push(entry);
}

function sitesOf(ports: readonly number[], sinceEpochMs: number): SiteLog[] {
  const asked = entries.filter(
    ({ serverPort, request }) =>
      ports.includes(serverPort) && request.arrivedMs >= sinceEpochMs,
  );
  const byPort = Map.groupBy(asked, ({ serverPort }) => serverPort);
  return [...byPort].map(([port, ofPort]) => ({
    port,
    originEpochMs: 0,
    forgottenUntilMs,
    connections: [...Map.groupBy(ofPort, ({ clientPort }) => clientPort)].map(
      ([clientPort, own]) => ({
        clientPort,
        requests: own.map(({ request }) => ({ ...request })),
      }),
    ),
  }));
}

import type { ConnectionTrace, ServerSide } from '../trace.ts';

/** Times are kept to this part of a millisecond. */
const perMs = 100;

type Time = number | null;

/** The arrival, then what came later as time since then; pauses in pairs. */
export type PackedServerSide = readonly [
  arrived: number,
  turn: Time,
  answered: Time,
  ended: Time,
  abandoned?: Time,
  ...pauses: Time[],
];

/** Gives what a server saw of a request in few bytes, rounded. */
export function packServerSide(server: ServerSide): PackedServerSide {
  const { arrivedMs, abandonedMs, pauses = [] } = server;
  const since = (ms: Time): Time =>
    ms === null ? null : Math.round((ms - arrivedMs) * perMs);
  const usual = [
    Math.round(arrivedMs * perMs),
    since(server.turnMs),
    since(server.answeredMs),
    since(server.endedMs),
  ] as const;
  if (abandonedMs === null && pauses.length === 0) return usual;
  const pairs = pauses.flatMap(({ fromMs, toMs }) => [
    since(fromMs),
    since(toMs),
  ]);
  return [...usual, since(abandonedMs), ...pairs];
}

/** Gives what was packed. */
export function unpackServerSide(packed: PackedServerSide): ServerSide {
  const [arrived, turn, answered, ended, abandoned = null, ...pairs] = packed;
  const at = (time: Time | undefined) =>
    typeof time === 'number' ? (arrived + time) / perMs : null;
  const pauses = pairs
    .filter((_, index) => index % 2 === 0)
    .map((from, index) => ({
      fromMs: at(from) ?? 0,
      toMs: at(pairs[2 * index + 1]),
    }));
  return {
    arrivedMs: arrived / perMs,
    turnMs: at(turn),
    answeredMs: at(answered),
    endedMs: at(ended),
    abandonedMs: at(abandoned),
    ...(pauses.length > 0 && { pauses }),
  };
}

/** The same connection; what its server saw takes fewer bytes. */
export function roundOpening(connection: ConnectionTrace): ConnectionTrace {
  const { server } = connection;
  if (!server) return connection;
  const rounded = (ms: number) => Math.round(ms * perMs) / perMs;
  return {
    ...connection,
    server: {
      acceptedMs: rounded(server.acceptedMs),
      turnMs: rounded(server.turnMs),
      openMs: rounded(server.openMs),
    },
  };
}

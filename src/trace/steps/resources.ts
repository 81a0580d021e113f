import type { Queue } from './steps.ts';

/** What a token is to be called, and where it waits. */
export interface Kind {
  readonly queue: Queue;
  readonly label: string;
  /** Whether it runs more than once. */
  readonly isLasting?: boolean;
  /** Whether a package's own, its bookkeeping, would hide the program's. */
  readonly isProgramsOnly?: boolean;
}

const kinds: Readonly<Record<string, Kind>> = {
  Immediate: {
    queue: 'timers',
    label: 'setImmediate',
    isProgramsOnly: true,
  },
  TickObject: {
    queue: 'microtasks',
    label: 'nextTick',
    isProgramsOnly: true,
  },
  Microtask: {
    queue: 'microtasks',
    label: 'queueMicrotask',
    isProgramsOnly: true,
  },
  TCPCONNECTWRAP: { queue: 'wire', label: 'connecting' },
  TCPWRAP: { queue: 'wire', label: 'connection', isLasting: true },
  TCPSERVERWRAP: { queue: 'wire', label: 'server', isLasting: true },
  TLSWRAP: { queue: 'wire', label: 'encryption', isLasting: true },
  PIPEWRAP: { queue: 'wire', label: 'pipe', isLasting: true },
  UDPWRAP: { queue: 'wire', label: 'UDP socket', isLasting: true },
  GETADDRINFOREQWRAP: { queue: 'pool', label: 'looking up a name' },
  FSREQCALLBACK: { queue: 'pool', label: 'file' },
  FSREQPROMISE: { queue: 'pool', label: 'file' },
  PBKDF2REQUEST: { queue: 'pool', label: 'pbkdf2' },
  SCRYPTREQUEST: { queue: 'pool', label: 'scrypt' },
  RANDOMBYTESREQUEST: { queue: 'pool', label: 'random bytes' },
  HASHREQUEST: { queue: 'pool', label: 'hash' },
  ZLIB: { queue: 'pool', label: 'zlib', isLasting: true },
};

/** What a resource of Node's `async_hooks` is; undefined for what says little. */
export function kindOf(type: string, resource: object): Kind | undefined {
  if (type !== 'Timeout') return kinds[type];
  const { _idleTimeout: delayMs, _repeat: repeat } = resource as Timer;
  const isLasting = typeof repeat === 'number';
  const name = isLasting ? 'interval' : 'timer';
  return {
    queue: 'timers',
    label: delayMs === undefined ? name : `${name}, ${Math.round(delayMs)} ms`,
    isLasting,
    isProgramsOnly: true,
  };
}

/** What Node's timers have of themselves, without a name for it in its types. */
interface Timer {
  readonly _idleTimeout?: number;
  readonly _repeat?: number | null;
}

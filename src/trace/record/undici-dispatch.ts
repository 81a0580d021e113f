import type { Dispatcher } from 'undici';
import {
  activeRecordings,
  epochMs,
  type Recording,
  type RequestEntry,
} from './recording.ts';

/** One call of `dispatch`: an entry in each recording that sees it. */
interface Ticket {
  readonly recordings: readonly Recording[];
  readonly entries: readonly RequestEntry[];
  /** True once a connection has taken it, or the dispatcher has refused it. */
  taken: boolean;
}

/**
 * Where a handler carries its ticket. A WeakMap would leave undici's objects
 * alone, but with thousands of requests it keeps the garbage collector busy.
 */
const ticketKey = Symbol('async-lab ticket');

interface TicketHolder {
  [ticketKey]?: Ticket;
}

const watchedPrototypes = new WeakSet();
let beingDispatched: Ticket | undefined;

/**
 * A pool whose connections are all busy keeps a request in its queue, and
 * undici's `create` event comes only when a connection takes the request, in the
 * context of whatever freed that connection. A trace must show how long a
 * request waited, and only the request's own context tells which recording it
 * belongs to: so both are noted here, in the method that every dispatcher of
 * undici calls.
 */
export function watchDispatch(dispatcher: Dispatcher): void {
  const owner = ownerOfDispatch(dispatcher);
  if (watchedPrototypes.has(owner)) return;
  watchedPrototypes.add(owner);
  // eslint-disable-next-line @typescript-eslint/unbound-method -- `this` is passed on below
  const dispatch = owner.dispatch;
  owner.dispatch = function (options, handler) {
    const ticket = ticketFor(handler, options);
    const outer = beingDispatched;
    beingDispatched = ticket;
    let returned = false;
    try {
      const roomForMore = dispatch.call(this, options, handler);
      returned = true;
      return roomForMore;
    } finally {
      beingDispatched = outer;
      if (!ticket.taken && !(returned && mayHoldBack(this))) refuse(ticket);
    }
  };
}

/** The prototype that `dispatch` of every pool, agent and client comes from. */
function ownerOfDispatch(dispatcher: Dispatcher): Dispatcher {
  let owner = dispatcher;
  while (!Object.hasOwn(owner, 'dispatch')) {
    owner = Object.getPrototypeOf(owner) as Dispatcher;
  }
  return owner;
}

/**
 * A handler that is dispatched again on its way from agent to client keeps its
 * ticket. One that is dispatched after a redirect, or to retry, comes in the
 * context of the connection that answered: it keeps its first recordings.
 */
function ticketFor(
  handler: object,
  options: Dispatcher.DispatchOptions,
): Ticket {
  const holder: TicketHolder = handler;
  const known = holder[ticketKey];
  if (known && !known.taken) return known;
  const recordings = known?.recordings ?? activeRecordings.getStore() ?? [];
  const ticket = {
    recordings,
    entries: recordings.map((recording) => enterRequest(recording, options)),
    taken: false,
  };
  holder[ticketKey] = ticket;
  return ticket;
}

function enterRequest(
  recording: Recording,
  { method, origin, path }: Dispatcher.DispatchOptions,
): RequestEntry {
  const entry: RequestEntry = {
    method,
    url: `${originOf(origin ?? '')}${path}`,
    blocking: false,
    queuedAt: epochMs(),
    sentAt: null,
    headersAt: null,
    endAt: null,
    status: null,
    bytes: 0,
    error: null,
    connection: null,
    requestHeaders: [],
    responseHeaders: [],
  };
  recording.requests.push(entry);
  return entry;
}

/** The origin that undici gives as text or as a URL. */
export function originOf(origin: string | URL): string {
  return typeof origin === 'string' ? origin : origin.origin;
}

/**
 * A pool or agent may keep a request for later; a client or a closed dispatcher
 * does not. Checked by name, because a client of Node's own undici is not an
 * instance of npm's class.
 */
function mayHoldBack(dispatcher: Dispatcher): boolean {
  const { closed, destroyed } = dispatcher as Dispatcher & {
    closed?: boolean;
    destroyed?: boolean;
  };
  return dispatcher.constructor.name !== 'Client' && !closed && !destroyed;
}

/**
 * The entries of the request that a connection takes at this moment; empty if
 * no recording sees it.
 */
export function takeEntries(): readonly RequestEntry[] {
  if (!beingDispatched || beingDispatched.taken) return [];
  beingDispatched.taken = true;
  return beingDispatched.entries;
}

function refuse(ticket: Ticket): void {
  ticket.taken = true;
  for (const entry of ticket.entries) {
    entry.endAt = epochMs();
    entry.error = {
      name: 'Error',
      code: null,
      message: 'the dispatcher did not take the request',
    };
  }
}

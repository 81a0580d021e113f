import type { Dispatcher } from 'undici';
import {
  activeRecordings,
  epochMs,
  type Recording,
  type RequestEntry,
} from './recording.ts';
import {
  endUntaken,
  ticketKey,
  unrecorded,
  watchHandler,
  type Ticket,
  type TicketHolder,
} from './undici-handlers.ts';

const watchedPrototypes = new WeakSet();

let beingDispatched: Ticket | undefined;
let handlerDispatched: object | undefined;

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
    // On its way from agent to pool to client, a request comes here three times.
    if (handlerDispatched === handler && !beingDispatched?.taken) {
      return dispatch.call(this, options, handler);
    }
    const [outerTicket, outerHandler] = [beingDispatched, handlerDispatched];
    beingDispatched = ticketFor(handler as TicketHolder, options);
    handlerDispatched = handler;
    try {
      return dispatch.call(this, options, handler);
    } catch (error) {
      endUntaken(handler as TicketHolder, error);
      throw error;
    } finally {
      beingDispatched = outerTicket;
      handlerDispatched = outerHandler;
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
 * The ticket of a handler. If a pool kept the handler for later, it has one
 * already. If it is dispatched again, after a redirect or to retry, it keeps its
 * recordings: the context is then that of the connection that answered.
 */
function ticketFor(
  handler: TicketHolder,
  options: Dispatcher.DispatchOptions,
): Ticket | undefined {
  // undici itself refuses what is not a handler or has no options.
  if (!isObject(handler) || !isObject(options)) return undefined;
  const known = handler[ticketKey];
  if (known && !known.taken) return known;
  const recordings = known?.recordings ?? activeRecordings.getStore();
  if (!recordings) return carry(handler, unrecorded);
  if (!known) watchHandler(handler);
  const origin = askedOrigin(options);
  const ticket: Ticket = {
    recordings,
    entries: recordings.map((recording) =>
      enterRequest(recording, options, origin ?? options.origin ?? ''),
    ),
    hasOrigin: origin !== undefined,
    taken: false,
  };
  return carry(handler, ticket);
}

/** A frozen handler carries none: its request is seen if it is sent at once. */
function carry(handler: TicketHolder, ticket: Ticket): Ticket {
  if (Object.isExtensible(handler)) handler[ticketKey] = ticket;
  return ticket;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/**
 * What the caller asked for where an interceptor asks for another origin: that
 * for DNS puts the address in place of the name. undici keeps it under a symbol
 * that it does not export.
 */
function askedOrigin(options: object): string | URL | undefined {
  for (const key of Object.getOwnPropertySymbols(options)) {
    if (key.description !== 'request origin') continue;
    return (options as Record<symbol, string | URL | undefined>)[key];
  }
  return undefined;
}

function enterRequest(
  recording: Recording,
  { method, path }: Dispatcher.DispatchOptions,
  origin: string | URL,
): RequestEntry {
  const entry: RequestEntry = {
    method,
    origin,
    path,
    blocking: false,
    queuedAt: epochMs(),
    sentAt: null,
    headersAt: null,
    endAt: null,
    status: null,
    bytes: 0,
    error: null,
    connection: null,
    requestHeaders: '',
    responseHeaders: '',
  };
  recording.requests.push(entry);
  return entry;
}

/**
 * The ticket of the request that a connection takes at this moment; undefined
 * if no recording sees it.
 */
export function takeTicket(): Ticket | undefined {
  if (!beingDispatched || beingDispatched.taken) return undefined;
  if (beingDispatched === unrecorded) return undefined;
  beingDispatched.taken = true;
  return beingDispatched;
}

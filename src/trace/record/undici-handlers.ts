import { keepHeaders } from './headers.ts';
import {
  epochMs,
  traceErrorOf,
  type Recording,
  type RequestEntry,
} from './recording.ts';

/** One call of `dispatch`: an entry in each recording that sees it. */
export interface Ticket {
  readonly recordings: readonly Recording[];
  readonly entries: readonly RequestEntry[];
  /** Whether its entries have the origin that the caller asked for. */
  readonly hasOrigin?: boolean;
  /** True once a connection has taken it, or it has ended without one. */
  taken: boolean;
  /** The chunk that was counted last, as methods may call those they override. */
  lastChunk?: Uint8Array;
}

/**
 * Where a handler carries its ticket. A WeakMap would leave undici's objects
 * alone, but with thousands of requests it keeps the garbage collector busy.
 */
export const ticketKey = Symbol('async-lab ticket');

export interface TicketHolder {
  [ticketKey]?: Ticket;
}

/** The ticket of all requests that no recording sees; it stays untaken. */
export const unrecorded: Ticket = { recordings: [], entries: [], taken: false };

type Method = (this: TicketHolder, ...args: never[]) => unknown;

const watched = new WeakSet();

/**
 * undici's events tell only of requests that a connection took. One that a pool
 * refuses, or still holds when it is destroyed, or that is answered without a
 * connection, as by a MockAgent, can be seen nowhere but in its handler; and
 * Node's own undici has no event for an upgrade. So the methods of handlers are
 * watched: once for each class, and on the object itself where it has its own.
 */
export function watchHandler(handler: object): void {
  if (Object.hasOwn(handler, 'onResponseError')) watchMethods(handler);
  let owner = Object.getPrototypeOf(handler) as object | null;
  while (owner && owner !== Object.prototype && !watched.has(owner)) {
    watched.add(owner);
    watchMethods(owner);
    owner = Object.getPrototypeOf(owner) as object | null;
  }
}

function watchMethods(owner: object): void {
  for (const [name, listen] of Object.entries(listeners)) {
    watchMethod(owner, name, listen);
  }
}

function watchMethod(owner: object, name: string, listen: Listener): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const method = descriptor?.value as Method | undefined;
  if (typeof method !== 'function') return;
  const value: Method = function (...args) {
    const ticket = this[ticketKey];
    if (ticket && ticket !== unrecorded) listen(ticket, ...args);
    return method.apply(this, args);
  };
  // A handler that cannot be changed is not watched.
  Reflect.defineProperty(owner, name, { ...descriptor, value });
}

type Listener = (ticket: Ticket, ...args: never[]) => void;

const listeners: Readonly<Record<string, Listener>> = {
  onRequestUpgrade(ticket, _: unknown, status: number, headers: unknown) {
    for (const entry of ticket.entries) {
      answer(entry, status, headers);
      entry.endAt ??= epochMs();
    }
    ticket.taken = true;
  },
  onResponseStart(ticket, _: unknown, status: number, headers: unknown) {
    if (ticket.taken) return;
    for (const entry of ticket.entries) answer(entry, status, headers);
  },
  onResponseData(ticket, _: unknown, chunk: Uint8Array) {
    if (ticket.taken || ticket.lastChunk === chunk) return;
    ticket.lastChunk = chunk;
    for (const entry of ticket.entries) entry.bytes += chunk.length;
  },
  onResponseEnd(ticket) {
    if (ticket.taken) return;
    ticket.taken = true;
    for (const entry of ticket.entries) entry.endAt ??= epochMs();
  },
  onResponseError(ticket, _: unknown, error: unknown) {
    fail(ticket, error);
  },
};

function answer(entry: RequestEntry, status: number, headers: unknown): void {
  if (entry.headersAt !== null) return;
  entry.headersAt = epochMs();
  entry.status = status;
  entry.responseHeaders = keepHeaders(headers);
}

/** Ends the request of a handler that was refused with an error. */
export function endUntaken(handler: TicketHolder, error: unknown): void {
  const ticket = handler[ticketKey];
  if (ticket && ticket !== unrecorded) fail(ticket, error);
}

function fail(ticket: Ticket, error: unknown): void {
  if (ticket.taken) return;
  ticket.taken = true;
  for (const entry of ticket.entries) {
    entry.endAt = epochMs();
    entry.error = traceErrorOf(error);
  }
}

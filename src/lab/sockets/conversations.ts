import type { WebSocket } from 'ws';
import type { CancelCall } from '../clock.ts';
import { isAnswer, parseNumbers } from '../sites/numbers.ts';
import type { SiteContext } from '../sites/site.ts';
import type { SocketLog } from './socket-log.ts';

/** What a socket that does not read may leave unread. */
const unreadLimitBytes = 1024 * 1024;

/** Codes of RFC 6455 for: bad input, come again, and come again later. */
const closeCodes = { badRequest: 1008, restart: 1012, tooSlow: 1013 } as const;

/**
 * Sends each message back as it came. From one who sends without reading
 * nothing more is read until what is underway has gone.
 */
export function converseEcho(socket: WebSocket, log: SocketLog): void {
  log.opened(false);
  socket.on('message', (data, isBinary) => {
    log.received();
    if (socket.bufferedAmount > unreadLimitBytes) socket.pause();
    socket.send(data, { binary: isBinary }, () => {
      if (socket.bufferedAmount <= unreadLimitBytes) socket.resume();
    });
    log.sent();
  });
}

/**
 * Sends numbered ticks at a pace, from the one after `after`. With `cutAfter`
 * it closes after so many, for a client to come back.
 */
export function converseFeed(
  socket: WebSocket,
  log: SocketLog,
  context: SiteContext,
  query: URLSearchParams,
): void {
  const numbers = parseNumbers(query, {
    everyMs: { fallback: 250, least: 1, most: 60_000 },
    after: { fallback: 0, most: 1_000_000_000 },
    cutAfter: { fallback: 1_000_000, least: 1, most: 1_000_000 },
  });
  log.opened(query.has('after'));
  if (isAnswer(numbers)) {
    socket.close(closeCodes.badRequest, numbers.body);
    return;
  }
  const { everyMs, after, cutAfter } = numbers;
  let sent = 0;
  let cancel: CancelCall = () => undefined;
  socket.once('close', () => {
    cancel();
  });
  wait();

  function wait(): void {
    // A delay too short for the clock to see ends before there is a cancel.
    if (socket.readyState === socket.OPEN) {
      cancel = context.after(everyMs, tick);
    }
  }

  function tick(): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > unreadLimitBytes) {
      socket.close(closeCodes.tooSlow, 'You do not read.');
      return;
    }
    sent += 1;
    socket.send(JSON.stringify({ tick: after + sent }));
    log.sent();
    if (sent === cutAfter) socket.close(closeCodes.restart, 'Come again.');
    else wait();
  }
}

import type { WebSocket } from 'ws';
import type { CancelCall } from '../clock.ts';
import { isAnswer, parseNumbers } from '../sites/numbers.ts';
import type { SiteContext } from '../sites/site.ts';
import type { SocketLog } from './socket-log.ts';

/** How much a client that does not read may leave unread. */
const unreadLimitBytes = 1024 * 1024;

/** Codes of RFC 6455 for: bad input, reconnect, and reconnect later. */
const closeCodes = { badRequest: 1008, restart: 1012, tooSlow: 1013 } as const;

/**
 * Sends each message back as it came. When a client sends without reading, no
 * more is read from it until the answers under way have been sent.
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
 * Sends numbered ticks at intervals, from the one after `after`. After
 * `cutAfter` of them it closes, so that the client has to reconnect.
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
    // A delay shorter than the clock's resolution ends before `cancel` is set.
    if (socket.readyState === socket.OPEN) {
      cancel = context.after(everyMs, tick);
    }
  }

  function tick(): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > unreadLimitBytes) {
      socket.close(closeCodes.tooSlow, 'The client does not read.');
      return;
    }
    sent += 1;
    socket.send(JSON.stringify({ tick: after + sent }));
    log.sent();
    if (sent === cutAfter) {
      socket.close(closeCodes.restart, 'Reconnect to continue.');
    } else wait();
  }
}

import { isAnswer, parseNumbers } from '../sites/numbers.ts';
import { textAnswer } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { SiteContext } from '../sites/site.ts';
import type { EventCounts } from './transfers.ts';

/** A feed of events that continues where its reader left off. */
interface EventFeed {
  answer(exchange: Exchange): void;
  counts(): EventCounts;
  reset(): void;
}

/** How long a client is asked to wait before it reconnects, at scale 1. */
const retryMs = 1000;

/**
 * Sends numbered events (the HTML standard's text/event-stream), from the one
 * after `Last-Event-ID`. After `cutAfter` events the answer ends, so that the
 * client has to reconnect; a client that already has all of them gets a 204.
 */
export function createEventFeed(context: SiteContext): EventFeed {
  const nothing = { opened: 0, reconnects: 0, open: 0, sent: 0 };
  let seen = { ...nothing };

  function answer(exchange: Exchange): void {
    const { request, target } = exchange;
    const numbers = parseNumbers(target.query, {
      count: { fallback: 20, most: 1_000_000 },
      everyMs: { fallback: 250, least: 1, most: 60_000 },
      cutAfter: { fallback: 1_000_000, least: 1, most: 1_000_000 },
    });
    if (isAnswer(numbers)) {
      exchange.reply(numbers);
      return;
    }
    const lastId = String(request.headers['last-event-id'] ?? '');
    const last = /^\d{1,9}$/.test(lastId) ? Number(lastId) : 0;
    seen.opened += 1;
    if (last > 0) seen.reconnects += 1;
    if (last >= numbers.count) {
      exchange.reply(textAnswer('', 204));
      return;
    }
    seen.open += 1;
    exchange.onEnd(() => (seen.open -= 1));
    exchange.begin(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    exchange.write(`retry: ${Math.ceil(retryMs * context.scale)}\n\n`);
    send(exchange, last + 1, { ...numbers, cutAt: last + numbers.cutAfter });
  }

  function send(
    exchange: Exchange,
    id: number,
    plan: { count: number; everyMs: number; cutAt: number },
  ): void {
    exchange.after(plan.everyMs, () => {
      const hasRoom = exchange.write(renderEvent(id, plan.count));
      seen.sent += 1;
      const goOn = () => {
        send(exchange, id + 1, plan);
      };
      if (id === plan.count || id === plan.cutAt) exchange.end();
      else if (hasRoom) goOn();
      else exchange.whenDrained(goOn);
    });
  }

  return {
    answer,
    counts: () => ({ ...seen }),
    reset() {
      seen = { ...nothing, open: seen.open };
    },
  };
}

function renderEvent(id: number, count: number): string {
  const data = JSON.stringify({ tick: id, of: count });
  return `id: ${id}\nevent: tick\ndata: ${data}\n\n`;
}

import { isRead, readOnly, type Answer } from '../answer.ts';
import type { Target } from '../target.ts';
import type { Site } from './site.ts';

/** A site whose answers depend only on the target of the request. */
export function createPureSite(
  site: Omit<Site, 'open'> & { answer: (target: Target) => Answer },
): Site {
  const { answer, ...rest } = site;
  return {
    ...rest,
    open: () => ({
      handle(exchange) {
        const isAllowed = isRead(exchange.request);
        exchange.reply(isAllowed ? answer(exchange.target) : readOnly);
      },
    }),
  };
}

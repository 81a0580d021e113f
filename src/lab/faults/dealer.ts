import { textAnswer } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { createRandom } from '../jitter.ts';
import type { SiteContext } from '../sites/site.ts';
import { createAttempts } from './attempts.ts';
import { parseFaultRequest } from './request.ts';

/** Deals faults to the requests that ask for them. */
export interface FaultDealer {
  /** True when it has answered: with a fault, or saying that there is no such fault. */
  deal(exchange: Exchange): boolean;
  /** Forgets all attempts: the same requests get the same faults again. */
  reset(): void;
}

/**
 * The random draw for a request depends on its target, the seed and the number
 * of the attempt, never on the order of arrival: however requests overtake one
 * another, the same ones fail, and a second attempt has a draw of its own.
 */
export function createFaultDealer(context: SiteContext): FaultDealer {
  const attempts = createAttempts();

  return {
    deal(exchange) {
      const request = parseFaultRequest(exchange, context.seed);
      if (!request) return false;
      if ('problem' in request) {
        exchange.reply(textAnswer(request.problem, 400));
        return true;
      }
      const { seed, key, probability, faults } = request;
      const attempt = attempts.next(key);
      const draw = createRandom(hash(`${seed} ${attempt} ${key}`));
      if (draw() >= probability) return false;
      const fault = faults[Math.floor(draw() * faults.length)];
      if (!fault) return false;
      exchange.countFault(fault.name);
      fault.deal(exchange, context);
      return true;
    },
    reset() {
      attempts.reset();
    },
  };
}

/**
 * FNV-1a by Fowler, Noll and Vo (public domain), in 32 bits. The figures' ids
 * use the same hash (`trace/render/frame.ts`), but neither room may import the
 * other, and another hash here would make other requests fail for a known seed.
 */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return state >>> 0;
}

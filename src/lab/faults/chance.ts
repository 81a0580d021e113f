import { createRandom } from '../jitter.ts';
import { textAnswer, type Exchange, type Place } from '../sites/site.ts';
import { createAttempts } from './attempts.ts';
import { parseFaultWish } from './wish.ts';

/** Deals out faults where requests ask for them. */
export interface Chance {
  /** Whether a fault, or the word that there is no such, was the answer. */
  strikes(exchange: Exchange): boolean;
  /** Forgets all attempts: the same requests meet the same faults again. */
  reset(): void;
}

/**
 * Draws for each request by what is asked for, the wish's seed and which
 * attempt it is, never by the order of arrival: however requests overtake one
 * another, the same ones fail, and a second attempt has a draw of its own.
 */
export function createChance(place: Place): Chance {
  const attempts = createAttempts();

  return {
    strikes(exchange) {
      const wish = parseFaultWish(exchange, place.seed);
      if (!wish) return false;
      if ('problem' in wish) {
        exchange.reply(textAnswer(wish.problem, 400));
        return true;
      }
      const attempt = attempts.next(wish.key);
      const draw = createRandom(hash(`${wish.seed} ${attempt} ${wish.key}`));
      if (draw() >= wish.probability) return false;
      const fault = wish.faults[Math.floor(draw() * wish.faults.length)];
      if (!fault) return false;
      exchange.countFault(fault.name);
      fault.deal(exchange, place);
      return true;
    },
    reset() {
      attempts.reset();
    },
  };
}

/** FNV-1a by Fowler, Noll and Vo (public domain), in 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return state >>> 0;
}

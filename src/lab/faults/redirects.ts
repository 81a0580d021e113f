import { textAnswer } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { createFault, type DealtFault } from './fault.ts';

const chainLength = 5;

/**
 * Answers that redirect the client. On another site they lead to the faults'
 * site, so that a loop is the same wherever it begins.
 */
export const redirectFaults: readonly DealtFault[] = [
  createFault(
    'redirect-chain',
    `redirects the client ${chainLength} times, then answers 200`,
    (exchange, context) => {
      const step = Number(exchange.target.query.get('step') ?? 0);
      if (step >= chainLength) {
        exchange.reply(textAnswer(`Here, after ${chainLength} redirects.`));
        return;
      }
      const origin = context.originOf('faults', exchange.target.origin);
      const path = `/faults/redirect-chain?step=${step + 1}`;
      redirect(exchange, origin + path);
    },
  ),
  createFault(
    'redirect-loop',
    'redirects the client to the same address, without end',
    (exchange, context) => {
      const origin = context.originOf('faults', exchange.target.origin);
      redirect(exchange, `${origin}/faults/redirect-loop`);
    },
  ),
  createFault(
    'redirect-elsewhere',
    'redirects the client to another site, which answers 200',
    (exchange, context) => {
      const origin = context.originOf('years', exchange.target.origin);
      redirect(exchange, `${origin}/2009`);
    },
  ),
];

function redirect(exchange: Exchange, location: string): void {
  exchange.reply({ ...textAnswer('Found', 302), headers: { location } });
}

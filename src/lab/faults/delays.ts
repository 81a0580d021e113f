import { textAnswer } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { createFault, type DealtFault } from './fault.ts';

const slowMs = 2000;
const drips = 20;

/** No request hangs for longer, whatever the scale. */
export const hangLimitMs = 5 * 60 * 1000;

const plainText = { 'content-type': 'text/plain; charset=utf-8' };

/** Answers that come late, bit by bit, or not at all. */
export const delayFaults: readonly DealtFault[] = [
  createFault(
    'slow-headers',
    `sends nothing for ${slowMs / 1000} s at scale 1, then a normal answer`,
    (exchange) => {
      exchange.after(slowMs, () => {
        exchange.reply(textAnswer('Late, but here.'));
      });
    },
  ),
  createFault(
    'slow-body',
    `sends headers at once and the body in ${drips} pieces over ` +
      `${slowMs / 1000} s at scale 1`,
    (exchange) => {
      begin(exchange, drips);
      drip(exchange, drips);
    },
  ),
  createFault('hang', 'takes the request and never answers', (exchange) => {
    hang(exchange);
  }),
  createFault(
    'hang-in-body',
    'sends headers and half of the body, then nothing more',
    (exchange) => {
      begin(exchange, 1000);
      exchange.write('.'.repeat(500));
      hang(exchange);
    },
  ),
];

function begin(exchange: Exchange, bytes: number): void {
  exchange.begin(200, { ...plainText, 'content-length': String(bytes) });
}

function drip(exchange: Exchange, left: number): void {
  if (left === 0) {
    exchange.end();
    return;
  }
  exchange.write('.');
  exchange.after(slowMs / drips, () => {
    drip(exchange, left - 1);
  });
}

function hang(exchange: Exchange): void {
  exchange.afterExactly(hangLimitMs, () => {
    exchange.breakOff('close');
  });
}

import type { Exchange } from '../exchange.ts';
import { createFault, type DealtFault } from './fault.ts';

const bodyBytes = 1000;

/** A reset overtakes data sent just before it; this gives the data time to arrive. */
const arriveMs = 100;

/** Far beyond what clients and servers take; undici's limit is 16 KiB. */
const headerBytes = 256 * 1024;

/** Connections that break, and answers that are not valid HTTP. */
export const breakFaults: readonly DealtFault[] = [
  createFault(
    'hang-up',
    'closes the connection instead of answering',
    (exchange) => {
      exchange.breakOff('close');
    },
  ),
  createFault(
    'reset',
    'resets the connection instead of answering',
    (exchange) => {
      exchange.breakOff('reset');
    },
  ),
  createFault(
    'reset-in-body',
    'sends half of the body, then resets the connection',
    (exchange) => {
      sendHalf(exchange);
      exchange.after(arriveMs, () => {
        exchange.breakOff('reset');
      });
    },
  ),
  createFault(
    'truncated-body',
    `announces ${bodyBytes} bytes, sends half of them and closes`,
    (exchange) => {
      sendHalf(exchange);
      exchange.breakOff('close');
    },
  ),
  createFault(
    'garbage',
    'answers with bytes that are not HTTP, and closes',
    (exchange) => {
      exchange.breakOff('close', 'SSH-2.0-OpenSSH_9.2p1\r\n\r\n');
    },
  ),
  createFault(
    'oversize-headers',
    `answers 200 with a header of ${headerBytes / 1024} KiB`,
    (exchange) => {
      exchange.reply({
        status: 200,
        type: 'text/plain; charset=utf-8',
        body: 'The header before this was too long.',
        headers: { 'x-padding': 'x'.repeat(headerBytes) },
      });
    },
  ),
];

function sendHalf(exchange: Exchange): void {
  exchange.begin(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(bodyBytes),
  });
  exchange.write('.'.repeat(bodyBytes / 2));
}

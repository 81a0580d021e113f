import { bodyTooLarge, drainBody } from '../limits.ts';
import { isAnswer, parseNumbers } from '../sites/numbers.ts';
import { jsonAnswer } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { Transfers } from './transfers.ts';

/** A larger upload is refused. */
export const uploadLimitBytes = 1_000_000_000;

/**
 * Reads a body, drops it, and answers with its size and timing. With
 * `bytesPerSecond` (at scale 1) it reads no faster than that, so that a faster
 * sender has to wait.
 */
export function answerUpload(exchange: Exchange, transfers: Transfers): void {
  const { request, target } = exchange;
  const numbers = parseNumbers(target.query, {
    bytesPerSecond: { fallback: 0, most: 1_000_000_000 },
  });
  if (isAnswer(numbers)) {
    exchange.reply(numbers);
    drainBody(request);
    return;
  }
  const announcedBytes = Number(request.headers['content-length'] ?? 0);
  if (announcedBytes > uploadLimitBytes) {
    refuse(exchange);
    return;
  }
  const { bytesPerSecond } = numbers;
  const log = transfers.start('upload', request.url ?? '');
  let receivedBytes = 0;
  exchange.onEnd(() => {
    log.end('aborted');
  });
  request.on('data', (chunk: Buffer) => {
    log.moved(chunk.length);
    receivedBytes += chunk.length;
    if (receivedBytes > uploadLimitBytes) refuse(exchange);
    else if (bytesPerSecond > 0) {
      request.pause();
      exchange.after((chunk.length / bytesPerSecond) * 1000, () => {
        request.resume();
      });
    }
  });
  request.once('end', () => {
    log.end('done');
    const { bytes, chunks, seconds } = log.snapshot();
    exchange.reply(jsonAnswer({ bytes, chunks, seconds }));
  });
}

/** Answers 413, and reads on only so that the sender can read the answer. */
function refuse(exchange: Exchange): void {
  exchange.reply(bodyTooLarge);
  exchange.request.removeAllListeners('data');
  drainBody(exchange.request);
}

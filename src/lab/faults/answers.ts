import { STATUS_CODES } from 'node:http';
import { jsonAnswer, textAnswer, type Answer } from '../answer.ts';
import { createFault, type DealtFault } from './fault.ts';

/** How long `Retry-After` asks clients to wait. */
const retryAfterSeconds = 1;

const mew = { id: 151, name: 'mew', height: 4, weight: 40 };

const statuses: readonly (readonly [number, string])[] = [
  [400, 'the request is malformed, so asking again does not help'],
  [401, 'the client has not said who it is'],
  [404, 'there is nothing here'],
  [409, 'the request conflicts with what is already there'],
  [500, 'the server failed while handling the request'],
  [502, 'a gateway got an invalid answer from the server behind it'],
  [503, 'the server is overloaded, and says so'],
];

/** Complete and valid HTTP answers that are still not what the client wanted. */
export const answerFaults: readonly DealtFault[] = [
  ...statuses.map(([status, reason]) =>
    createAnswerFault(
      String(status),
      `answers ${status} ${STATUS_CODES[status] ?? ''}: ${reason}`,
      () => statusAnswer(status),
    ),
  ),
  createAnswerFault(
    '429',
    `answers 429 with Retry-After: ${retryAfterSeconds}, in seconds`,
    () => tooManyAnswer(String(retryAfterSeconds)),
  ),
  createAnswerFault(
    '429-date',
    'answers 429 with Retry-After as a date',
    // A date has no fractions of a second: the next whole one is too early.
    () => tooManyAnswer(dateIn(retryAfterSeconds + 1)),
  ),
  createAnswerFault(
    'wrong-content-type',
    'answers 200 with JSON that is labelled as HTML',
    () => ({ ...jsonAnswer(mew), type: 'text/html; charset=utf-8' }),
  ),
  createAnswerFault(
    'broken-json',
    'answers 200 with JSON that stops in the middle of a value',
    () => ({ ...jsonAnswer(mew), body: '{"id":151,"name":"mew","types":[' }),
  ),
  createAnswerFault(
    'error-inside',
    'answers 200 with a body that reports an error',
    () => jsonAnswer({ error: { code: 'out-of-order', message: 'Try later' } }),
  ),
  createFault(
    'throws',
    'makes the code that should answer throw: a 500, and the server keeps running',
    () => {
      throw new Error('A fault that was asked for.');
    },
  ),
];

function createAnswerFault(
  name: string,
  does: string,
  answer: () => Answer,
): DealtFault {
  return createFault(name, does, (exchange) => {
    exchange.reply(answer());
  });
}

function statusAnswer(status: number): Answer {
  return textAnswer(STATUS_CODES[status] ?? '', status);
}

function tooManyAnswer(retryAfter: string): Answer {
  return { ...statusAnswer(429), headers: { 'retry-after': retryAfter } };
}

function dateIn(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toUTCString();
}

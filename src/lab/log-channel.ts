import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { LogQuestion, SiteLog } from './request-log.ts';

/** What one lab saw of the requests that were asked for. */
export interface LogAnswer {
  readonly sites: readonly SiteLog[];
  /**
   * By how much its clock may differ from this program's, in milliseconds; 0
   * where it is the same clock.
   */
  readonly clockErrorMs: number;
}

/** What a recording publishes once it has ended; each lab adds its answer. */
interface PublishedQuestion extends LogQuestion {
  readonly answers: Promise<LogAnswer>[];
}

/**
 * A recording knows of no lab, and a lab of no recording: so they meet on a
 * diagnostics channel, as undici and its observers do.
 */
const channelName = 'async-lab:requests';

/**
 * Answers recordings that ask about one of some ports.
 * @returns what ends it
 */
export function answerRecordings(
  ports: readonly number[],
  answer: (question: LogQuestion) => Promise<LogAnswer>,
): () => void {
  const onQuestion = (message: unknown) => {
    const { answers, ...question } = message as PublishedQuestion;
    const isMine = question.ports.some((port) => ports.includes(port));
    if (isMine) answers.push(answer(question));
  };
  subscribe(channelName, onQuestion);
  return () => unsubscribe(channelName, onQuestion);
}

/** The ports of addresses such as `http://127.0.0.1:8080`; others are left out. */
export function portsOf(addresses: readonly unknown[]): number[] {
  return addresses
    .map((address) => URL.parse(String(address))?.port ?? '')
    .filter((port) => port !== '')
    .map(Number);
}

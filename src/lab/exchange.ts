import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import type { Target } from './target.ts';

/** One request and the answer to it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: Target;
  /** Headers that are sent with any answer. */
  readonly headers: Record<string, string>;
  /** False once it is answered, or the client has gone. */
  readonly isOpen: boolean;
  /** Sends the whole answer and counts it. */
  reply(answer: Answer): void;
  /** Sends status and headers; the body, if there is one, follows in pieces. */
  begin(status: number, headers: Readonly<Record<string, string>>): void;
  /** Sends a piece; false when the client should catch up first. */
  write(piece: Buffer | string): boolean;
  /** Runs `run` once the client has caught up. */
  whenDrained(run: () => void): void;
  /** Ends the answer and counts it. */
  end(): void;
  /**
   * Stops in the middle of the answer and closes the connection: gracefully
   * once all is sent, `lastWords` included, or at once, with a reset.
   */
  breakOff(how: 'close' | 'reset', lastWords?: string): void;
  /** Runs `run` after `delayMs` times the scale, if still open. */
  after(delayMs: number, run: () => void): void;
  /** Runs `run` after `delayMs` whatever the scale, if still open. */
  afterExactly(delayMs: number, run: () => void): void;
  /** Runs `run`; an error that it throws ends this exchange only. */
  guard(run: () => void | Promise<void>): void;
  /** Runs `run` when the exchange is over, however it ended. */
  onEnd(run: () => void): void;
  countFault(name: string): void;
}

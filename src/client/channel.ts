/** A queue of values between tasks that send and tasks that receive. */
export interface Channel<Value> {
  /**
   * Puts a value into the channel. The promise is fulfilled once there is room
   * for it: at once, or when receivers have taken enough of the values before.
   * @throws ChannelClosedError after `close`, and when no receiver is left
   */
  send(value: Value): Promise<void>;
  /**
   * Stops accepting values. Values sent before are still received, including
   * those of waiting senders; then each receiver ends, or throws the error if
   * one is given. Closing again changes nothing.
   */
  close(error?: Error): void;
  /**
   * Receives until the channel is closed and empty. With several receivers, each
   * value goes to one of them. When the last one leaves early, the channel is
   * closed, its values are dropped, and the promises of waiting senders reject.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Value, void, undefined>;
}

/** A value was not sent, because no receiver will take it. */
export class ChannelClosedError extends Error {
  override readonly name = 'ChannelClosedError';
}

interface Sent<Value> {
  readonly value: Value;
  /** Fulfils its sender's promise. */
  readonly accept: () => void;
  /** Rejects its sender's promise, if that is still pending. */
  readonly refuse: (error: ChannelClosedError) => void;
}

/**
 * Makes a channel that holds at most `capacity` values; the sender of one more
 * has to wait. With 0, each sender waits for a receiver.
 * @param capacity 0, 1, 2 … or Infinity
 * @throws RangeError for any other capacity
 */
export function createChannel<Value>(capacity: number): Channel<Value> {
  if (!(
    capacity >= 0 &&
    (Number.isInteger(capacity) || capacity === Infinity)
  )) {
    throw new RangeError(`capacity must be 0, 1, 2 …, but is ${capacity}.`);
  }
  /** The senders of values beyond the capacity are waiting. */
  const line: Sent<Value>[] = [];
  const idle: (() => void)[] = [];
  let closed: { readonly error: Error | undefined } | undefined;
  let refusal =
    'The channel is closed, so it accepts no more values. Send before it is closed.';
  let receiving = 0;

  function send(value: Value): Promise<void> {
    return new Promise((accept, refuse) => {
      if (closed) throw new ChannelClosedError(refusal);
      line.push({ value, accept, refuse });
      if (line.length <= capacity) accept();
      idle.shift()?.();
    });
  }

  function close(error?: Error): void {
    closed ??= { error };
    for (const wake of idle.splice(0)) wake();
  }

  async function take(): Promise<Sent<Value> | undefined> {
    // Another receiver may have been quicker than the one that wakes up.
    while (line.length === 0 && !closed) {
      await new Promise<void>((wake) => idle.push(wake));
    }
    const first = line.shift();
    first?.accept();
    line[capacity - 1]?.accept();
    return first;
  }

  async function* receive() {
    receiving += 1;
    try {
      let sent: Sent<Value> | undefined;
      while ((sent = await take())) yield sent.value;
      if (closed?.error) throw closed.error;
    } finally {
      receiving -= 1;
      if (receiving === 0) abandon();
    }
  }

  function abandon(): void {
    if (!closed) refusal = noReceiver;
    close();
    for (const { refuse } of line.splice(0)) {
      refuse(new ChannelClosedError(noReceiver));
    }
  }

  return { send, close, [Symbol.asyncIterator]: receive };
}

const noReceiver =
  'Every receiver has left the channel, so this value will never be received. ' +
  'Stop sending when the receivers stop.';

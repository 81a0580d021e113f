/** A line of values between tasks that send and tasks that receive. */
export interface Channel<Value> {
  /**
   * Hands a value over, and is done once there is room for it: at once, or
   * when those who receive have taken enough of what waits before it.
   * @throws ChannelClosedError after `close`, and when nobody receives any more
   */
  send(value: Value): Promise<void>;
  /**
   * Takes no more values. Those handed over before are still received, those
   * of senders who wait included; then each who receives is done, or, given an
   * error, throws it. Closing again changes nothing.
   */
  close(error?: Error): void;
  /**
   * Receives until the channel is closed and empty. Several may: each value
   * goes to one of them. When the last of them leaves early, the channel is
   * closed, what waits in it is dropped, and senders who wait are told.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Value, void, undefined>;
}

/** Nobody will receive what was to be sent. */
export class ChannelClosedError extends Error {
  override readonly name = 'ChannelClosedError';
}

interface Sent<Value> {
  readonly value: Value;
  /** Lets its sender go on. */
  readonly accept: () => void;
  /** Tells its sender, if that still waits, that it was in vain. */
  readonly refuse: (error: ChannelClosedError) => void;
}

/**
 * Makes a channel in which so many values wait at most; one more makes its
 * sender wait as well. With 0, each sender waits for one who receives.
 * @param capacity 0, 1, 2 … or Infinity
 * @throws RangeError where the capacity is none of those
 */
export function createChannel<Value>(capacity: number): Channel<Value> {
  if (!(
    capacity >= 0 &&
    (Number.isInteger(capacity) || capacity === Infinity)
  )) {
    throw new RangeError(`capacity must be 0, 1, 2 …, but is ${capacity}.`);
  }
  /** Those past the capacity are the ones whose senders wait. */
  const line: Sent<Value>[] = [];
  const idle: (() => void)[] = [];
  let closed: { readonly error: Error | undefined } | undefined;
  let refusal = 'The channel was closed before this was sent.';
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
    // Who wakes up may find that another was quicker, and waits again.
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
    if (!closed) refusal = nobodyReceives;
    close();
    for (const { refuse } of line.splice(0)) {
      refuse(new ChannelClosedError(nobodyReceives));
    }
  }

  return { send, close, [Symbol.asyncIterator]: receive };
}

const nobodyReceives =
  'All who received from the channel have left it, so nobody will take this.';

/**
 * How much may be sent to the front ends. Jupyter's server passes on 1,000
 * messages and 1 MB a second, over three seconds, and throws away what comes
 * beyond that; so the kernel keeps well below.
 */
export interface OutputBudget {
  /** Spends a message of that many bytes, if it may be sent now. */
  take(bytes: number): boolean;
  /** How long until a message of that many bytes may be sent, in milliseconds. */
  waitMs(bytes: number): number;
}

const messages = { most: 400, perSecond: 300 };
const data = { most: 2_000_000, perSecond: 700_000 };

/** Returns a budget of which nothing is spent. `nowMs` gives the time. */
export function createOutputBudget(
  nowMs: () => number = () => performance.now(),
): OutputBudget {
  let lastMs = nowMs();
  let messagesLeft = messages.most;
  let bytesLeft = data.most;

  function refill(): void {
    const now = nowMs();
    const seconds = (now - lastMs) / 1000;
    lastMs = now;
    messagesLeft = Math.min(
      messages.most,
      messagesLeft + seconds * messages.perSecond,
    );
    bytesLeft = Math.min(data.most, bytesLeft + seconds * data.perSecond);
  }

  // One that is larger than all of it may go when nothing else is spent.
  const needed = (bytes: number) => Math.min(bytes, data.most);

  return {
    take(bytes) {
      refill();
      if (messagesLeft < 1 || bytesLeft < needed(bytes)) return false;
      messagesLeft -= 1;
      bytesLeft -= bytes;
      return true;
    },
    waitMs(bytes) {
      refill();
      const forMessage = (1 - messagesLeft) / messages.perSecond;
      const forData = (needed(bytes) - bytesLeft) / data.perSecond;
      return Math.max(1, Math.ceil(1000 * Math.max(forMessage, forData)));
    },
  };
}

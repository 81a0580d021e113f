/** Runs the front ends' requests to execute a cell one after another. */
export interface ExecutionQueue {
  /**
   * Runs a request when all earlier ones have been answered. `isAborted` says
   * that a cell before it failed, so that it must not run.
   */
  add(run: (isAborted: boolean) => Promise<void>): Promise<void>;
  /**
   * Aborts the requests that are waiting. Resolves once no further request
   * arrives: what was sent along with a failing cell may still be on its way
   * through the socket. The failure is answered after that, so that a request
   * sent because of the answer is not aborted.
   */
  abortWaiting(): Promise<void>;
}

/** The real one: a cell may put another in its place, to test with it. */
const { setTimeout } = globalThis;

/** How long no further request must arrive before a failure is answered. */
const quietMs = 20;

const waitUntilQuiet = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, quietMs);
  });

/** Returns an empty queue. `quiet` waits as long as requests may be late. */
export function createExecutionQueue(
  quiet: () => Promise<void> = waitUntilQuiet,
): ExecutionQueue {
  let last: Promise<void> = Promise.resolve();
  let received = 0;
  let abortUpTo = 0;
  return {
    add(run) {
      const number = ++received;
      const running = last.then(() => run(number <= abortUpTo));
      // One that fails must not keep the later ones from running.
      last = running.catch(() => undefined);
      return running;
    },

    async abortWaiting() {
      while (abortUpTo !== received) {
        abortUpTo = received;
        await quiet();
      }
    },
  };
}

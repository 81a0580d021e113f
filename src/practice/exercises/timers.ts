import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** What a function started, and nobody has ended since. */
export interface TimerWatch<Result> {
  readonly result: Result;
  /** Gives how many of its timers and immediates are still to come. */
  count(): Promise<number>;
  stop(): void;
}

const kinds: readonly string[] = ['Timeout', 'Immediate'];

/** Runs work, and follows all timers that it makes, directly or later. */
export function watchTimers<Result>(work: () => Result): TimerWatch<Result> {
  const isOurs = new AsyncLocalStorage<true>();
  const alive = new Set<number>();
  const hook = createHook({
    init(id, type) {
      if (kinds.includes(type) && isOurs.getStore()) alive.add(id);
    },
    destroy: (id) => alive.delete(id),
  }).enable();
  const result = isOurs.run(true, work);
  return {
    result,
    async count() {
      // Which have ended is told a turn later.
      await isOurs.exit(turns);
      return alive.size;
    },
    stop() {
      hook.disable();
    },
  };
}

/** Lets all that is ready go on: some turns of the event loop. */
export async function turns(): Promise<void> {
  for (let count = 0; count < 10; count++) await turn();
}

import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { someTurns } from '../acting/waiting.ts';

/** The timers that a function has started and that have not ended. */
export interface TimerWatch<Result> {
  readonly result: Result;
  /** Returns how many of its timers and immediates are still pending. */
  count(): Promise<number>;
  stop(): void;
}

const kinds: readonly string[] = ['Timeout', 'Immediate'];

/** Runs work, and follows all timers that it starts, now or later. */
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
      // The hook reports the end of a timer a turn later.
      await isOurs.exit(someTurns);
      return alive.size;
    },
    stop() {
      hook.disable();
    },
  };
}

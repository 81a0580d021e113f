import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import undiciTimers from 'undici/lib/util/timers.js';
import { someTurns } from './waiting.ts';

/** Longer than a program waits on its own for an answer, in most cases. */
const passedMs = 30_000;

/** What a program's own timeouts would have done half a minute later. */
export interface TimeoutWatch {
  /** Ends all timeouts of up to half a minute that are pending. */
  passHalfAMinute(): Promise<void>;
  stop(): void;
}

/**
 * Notes each `setTimeout` and `AbortSignal.timeout` from now on, so that half a
 * minute can pass for them, and for undici's timeouts, without a wait. Requests
 * without a dispatcher use one of the undici that is imported here: Node has
 * another undici inside, whose clock cannot be moved.
 */
export function watchTimeouts(): TimeoutWatch {
  const { setTimeout: later, clearTimeout: clear } = timers;
  const timeoutBefore = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout');
  const dispatcherBefore = getGlobalDispatcher();
  const agent = new Agent();
  setGlobalDispatcher(agent);
  const pending = new Map<NodeJS.Timeout, () => void>();

  function watched(run: (...args: []) => void, delayMs = 0, ...rest: []) {
    const end = () => {
      pending.delete(timer);
      run(...rest);
    };
    const timer = later(end, delayMs);
    if (delayMs <= passedMs) pending.set(timer, end);
    return timer;
  }
  function stopped(timer?: NodeJS.Timeout | string | number) {
    if (typeof timer === 'object') pending.delete(timer);
    clear(timer);
  }
  put(Object.assign(watched, later), stopped);
  AbortSignal.timeout = (delayMs) => {
    const ending = new AbortController();
    const reason = new DOMException('The time is up.', 'TimeoutError');
    watched(() => {
      ending.abort(reason);
    }, delayMs).unref();
    return ending.signal;
  };

  return {
    async passHalfAMinute() {
      // A copy, because a timer may start another one when it ends.
      for (const [timer, end] of [...pending]) {
        clear(timer);
        end();
      }
      // A timeout of undici begins with its next tick.
      undiciTimers.tick(1000);
      undiciTimers.tick(passedMs);
      await someTurns();
    },
    stop() {
      put(later, clear);
      setGlobalDispatcher(dispatcherBefore);
      // Not destroyed: what the program has left under way stays under way.
      void agent.close();
      if (timeoutBefore) {
        Object.defineProperty(AbortSignal, 'timeout', timeoutBefore);
      }
    },
  };
}

/** Code that has already imported them by name gets these functions too. */
function put(
  later: typeof timers.setTimeout,
  clear: typeof timers.clearTimeout,
): void {
  globalThis.setTimeout = timers.setTimeout = later;
  globalThis.clearTimeout = timers.clearTimeout = clear;
  syncBuiltinESMExports();
}

import pLimit from 'p-limit';
import { Piscina } from 'piscina';

/** A function in a thread of its own, with limits of time and memory. */
export interface BoundedWorker<Input, Output> {
  /**
   * @throws Error that says which limit was reached, what the function throws,
   * and AbortError once the signal is aborted
   */
  run(input: Input, signal?: AbortSignal): Promise<Output>;
  close(): Promise<void>;
}

/** For one call of the function. */
const mostSeconds = 10;

const resourceLimits = { maxOldGenerationSizeMb: 1024, stackSizeMb: 64 };

/**
 * Starts a thread for the default export of a file. On the event loop, a page
 * with 60,000 elements inside one another takes minutes to parse, and neither
 * timers nor Ctrl-C work meanwhile.
 */
export function startBoundedWorker<Input, Output>(
  file: URL,
): BoundedWorker<Input, Output> {
  const pool = new Piscina<Input, Output>({
    filename: file.href,
    minThreads: 1,
    maxThreads: 1,
    resourceLimits,
  });
  // The time limit of a call must not begin before the call does.
  const inTurn = pLimit(1);
  return {
    run: (input, outside) =>
      inTurn(async () => {
        const limit = AbortSignal.timeout(mostSeconds * 1000);
        const signal = AbortSignal.any([limit, ...(outside ? [outside] : [])]);
        return pool.run(input, { signal }).catch((error: unknown) => {
          throw limit.aborted && !outside?.aborted ? tooSlow() : explain(error);
        });
      }),
    close: () => pool.destroy(),
  };
}

function tooSlow(): Error {
  return new Error(`it could not be parsed within ${mostSeconds} s`);
}

function explain(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (/call stack/.test(message)) {
    return new Error('its elements are nested too deep', { cause: error });
  }
  if (code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new Error('it takes too much memory', { cause: error });
}

import { extname } from 'node:path';
import { createSyncFn } from 'synckit';
import { adoptBlocking } from '../trace/record/record.ts';
import type { BlockingResponse, TracedOutcome } from './blocking-outcome.ts';

type CallWorker = (url: string) => TracedOutcome;

let callWorker: CallWorker | undefined;

/**
 * Gets a URL the blocking way, as Python's `requests.get` does: over a new
 * connection, while the calling thread stands still until the body has arrived.
 * A recording that runs it has the request in its trace.
 * @throws an error with undici's name, message and code when the request fails
 */
export function blockingRequest(url: string | URL): BlockingResponse {
  callWorker ??= startWorker();
  const outcome = callWorker(String(url));
  adoptBlocking(outcome.trace);
  if ('response' in outcome) return outcome.response;
  throw Object.assign(new Error(outcome.error.message), outcome.error);
}

function startWorker(): CallWorker {
  const file = `./blocking-worker${extname(import.meta.url)}`;
  return createSyncFn<(url: string) => Promise<TracedOutcome>>(
    new URL(file, import.meta.url),
  );
}

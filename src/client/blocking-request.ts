import { extname } from 'node:path';
import { createSyncFn } from 'synckit';
import { adoptBlocking } from '../trace/record.ts';
import type { Trace } from '../trace/trace.ts';
import type { Outcome } from './blocking-worker.ts';

export interface BlockingResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

type CallWorker = (url: string) => Outcome & { readonly trace: Trace };

let callWorker: CallWorker | undefined;

/**
 * Gets a URL the blocking way, as Python's `requests.get` does: over a new
 * connection, while the calling thread stands still until the body is there.
 * A recording that runs it has it in its trace.
 * @throws an error with undici's name, message and code when no answer came
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
  return createSyncFn<(url: string) => Promise<ReturnType<CallWorker>>>(
    new URL(file, import.meta.url),
  );
}

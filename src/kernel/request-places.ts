import { subscribe } from 'node:diagnostics_channel';
import { firstCellPlace, type CellPlace } from './call-sites.ts';

/** Knows of a failed request which line of which cell made it. */
export interface RequestPlaces {
  placeOf(error: unknown): CellPlace | undefined;
}

/** An error of the network has a stack without any line of a cell. */
interface Call {
  readonly stack?: string;
}

const mostCauses = 5;

/** Follows the requests that undici makes from now on. */
export function followRequests(): RequestPlaces {
  const calls = new WeakMap<object, Call>();
  const failures = new WeakMap<object, Call>();

  subscribe('undici:request:create', (message) => {
    const { request } = message as { request: object };
    const call: Call = {};
    // The text is only made when something asks for it.
    Error.captureStackTrace(call);
    calls.set(request, call);
  });
  subscribe('undici:request:error', (message) => {
    const { request, error } = message as { request: object; error: unknown };
    const call = calls.get(request);
    if (call && typeof error === 'object' && error !== null) {
      failures.set(error, call);
    }
  });

  return {
    placeOf(error) {
      for (const each of causesOf(error)) {
        const stack = failures.get(each)?.stack;
        if (stack !== undefined) return firstCellPlace(stack);
      }
      return undefined;
    },
  };
}

/** An error, and the errors that it names as its causes. */
function causesOf(error: unknown): object[] {
  const found: object[] = [];
  let each = error;
  while (typeof each === 'object' && each !== null) {
    if (found.length === mostCauses) break;
    found.push(each);
    try {
      each = (each as { cause?: unknown }).cause;
    } catch {
      break;
    }
  }
  return found;
}

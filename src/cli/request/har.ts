import { toHar } from '../../trace/export/har.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Protocols } from './dispatcher.ts';

/** Returns the trace as HAR, with the version of HTTP that each request used. */
export function renderHar(trace: Trace, protocols: Protocols): string {
  const { log } = toHar(trace);
  const entries = log.entries.map(({ request, response, ...entry }) => {
    const httpVersion = protocols.of(new URL(request.url).origin);
    return {
      ...entry,
      request: { ...request, httpVersion },
      response: { ...response, httpVersion },
    };
  });
  return JSON.stringify({ log: { ...log, entries } });
}

import { toOtlp } from './otlp.ts';
import { toTraceEventsOfAll, type NamedTrace } from './trace-events.ts';

/** How a flag that writes such a file is described. */
export const traceFlagWords =
  'write all requests as trace events, for Perfetto and Chrome, or to a FILE ' +
  'that ends in .otlp.json as OpenTelemetry spans; - is standard output';

/**
 * Traces as the text of a file: OpenTelemetry spans where its name ends in
 * `.otlp.json`, else trace events, in which they share one time axis.
 */
export function renderTraceFile(
  file: string,
  runs: readonly NamedTrace[],
): string {
  if (!file.endsWith('.otlp.json')) {
    return JSON.stringify(toTraceEventsOfAll(runs));
  }
  const resourceSpans = runs.flatMap(
    ({ name, trace }) => toOtlp(trace, name).resourceSpans,
  );
  return JSON.stringify({ resourceSpans });
}

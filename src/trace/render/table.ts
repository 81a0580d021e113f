import { hasHeartbeat } from '../analyse/heartbeat.ts';
import { summarise } from '../analyse/summarise.ts';
import type { Trace } from '../trace.ts';
import { element, escapeText } from './svg.ts';
import { count, counted, duration } from './words.ts';

type Fact = [name: string, value: string];

/** A trace's summary as names and values in plain words. */
export function traceFacts(trace: Trace): Fact[] {
  const summary = summarise(trace);
  return [
    ['took', duration(summary.seconds * 1000)],
    ['requests', count(summary.requests)],
    [
      'failed or aborted',
      summary.failures === 0 ? 'none' : count(summary.failures),
    ],
    ['connections used', count(summary.connections)],
    ['most in flight at once', count(summary.peakInFlight)],
    ['half of the requests within', duration(summary.p50Ms)],
    ['19 of 20 within', duration(summary.p95Ms)],
    ...(hasHeartbeat(trace)
      ? [['longest the event loop was held up', loopWords(trace)] as Fact]
      : []),
  ];
}

function loopWords(trace: Trace): string {
  return duration(summarise(trace).heartbeatMaxGapMs);
}

/** An HTML table of a trace's summary, to be shown with its picture. */
export function renderTraceTable(trace: Trace): string {
  const rows = traceFacts(trace).map(([name, value]) =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row', style: 'text-align:left' },
        escapeText(name),
      ),
      element('td', { style: 'text-align:right' }, escapeText(value)),
    ),
  );
  return element('table', {}, element('tbody', {}, ...rows));
}

/** A trace's summary in two or three sentences. */
export function describeTrace(trace: Trace): string {
  const summary = summarise(trace);
  const seconds = duration(summary.seconds * 1000);
  const loop = hasHeartbeat(trace)
    ? ` The event loop was never away for longer than ${loopWords(trace)}.`
    : '';
  if (summary.requests === 0) {
    return `No request was made in ${seconds}.${loop}`;
  }
  const { requests, connections, failures, peakInFlight } = summary;
  const failed =
    failures === 0 ? '' : ` ${count(failures)} of them failed or were aborted.`;
  return (
    `${counted(requests, 'request')} over ${counted(connections, 'connection')} in ${seconds}, ` +
    `at most ${count(peakInFlight)} in flight at once.${failed} ` +
    `Half took no longer than ${duration(summary.p50Ms)}, 19 of 20 no longer than ${duration(summary.p95Ms)}.${loop}`
  );
}

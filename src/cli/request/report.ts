import { renderWaterfallText } from '../../trace/render/text.ts';
import { size } from '../../trace/render/words.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Protocols } from './dispatcher.ts';
import { renderHead } from './head.ts';
import { renderRows, renderTotals } from './timing.ts';
import type { RequestOptions } from './options.ts';

/** Tells on standard error what happens; the body has the other to itself. */
export interface Report {
  /** Status and headers of what has come so far. */
  head(soFar: Trace): void;
  saved(bytes: number, path: string): void;
  /** What the time went to. */
  timing(trace: Trace): void;
}

const silent: Report = {
  head: () => undefined,
  saved: () => undefined,
  timing: () => undefined,
};

/** Returns a report that is as long as the person wants it. */
export function createReport(
  { quiet, verbose }: RequestOptions,
  protocols: Protocols,
): Report {
  if (quiet) return silent;
  const { isTTY } = process.stderr;
  // A terminal that does not know how wide it is says 0.
  const columns = (isTTY && process.stderr.columns) || 80;
  const look = { columns, colour: isTTY && process.stderr.hasColors() };
  const print = (text: string) => process.stderr.write(text);
  return {
    head({ requests }) {
      const protocolOf = (origin: string) => protocols.of(origin);
      print(`${renderHead(requests, { ...look, verbose, protocolOf })}\n`);
    },
    saved(bytes, path) {
      print(`${size(bytes)} saved as ${path}\n`);
    },
    timing(trace) {
      const rows = verbose ? renderWaterfallText : renderRows;
      // Where the body is on the same screen, it keeps its distance.
      const gap = process.stdout.isTTY ? '\n' : '';
      print(`${gap}${renderTotals(trace)}\n${rows(trace, look)}\n`);
    },
  };
}

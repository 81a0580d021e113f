import { hasColour } from '../../command/colour.ts';
import { renderWaterfallText } from '../../trace/render/text.ts';
import { size } from '../../trace/render/words.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Protocols } from './dispatcher.ts';
import { renderHead } from './head.ts';
import { renderRows, renderTotals } from './timing.ts';
import type { RequestOptions } from './options.ts';

/** Writes to standard error; standard output is for the body alone. */
export interface Report {
  /** Shows status and headers of the answers so far. */
  head(soFar: Trace): void;
  saved(bytes: number, path: string): void;
  /** Shows what the time was spent on. */
  timing(trace: Trace): void;
}

const silent: Report = {
  head: () => undefined,
  saved: () => undefined,
  timing: () => undefined,
};

/** Returns a report as detailed as the options say. */
export function createReport(
  { quiet, verbose }: RequestOptions,
  protocols: Protocols,
): Report {
  if (quiet) return silent;
  const { isTTY } = process.stderr;
  // A terminal that does not know its width says 0.
  const columns = (isTTY && process.stderr.columns) || 80;
  const look = { columns, colour: hasColour(process.stderr) };
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
      // If the body is on the same screen, an empty line comes after it.
      const gap = process.stdout.isTTY ? '\n' : '';
      print(`${gap}${renderTotals(trace)}\n${rows(trace, look)}\n`);
    },
  };
}

import { lengthMs } from '../analyse/phases.ts';
import { linearScale } from '../render/scale.ts';
import { short } from '../render/svg.ts';
import type { Trace } from '../trace.ts';

/**
 * Path data of how many requests were under way over all of a trace's time,
 * in a box of this size: the shape of the trace in small.
 */
export function overviewPath(
  trace: Trace,
  widthPx: number,
  heightPx: number,
): string {
  const counts = Array.from({ length: widthPx }, () => 0);
  const x = linearScale(0, lengthMs(trace), 0, widthPx - 1);
  for (const { queuedMs, endMs } of trace.requests) {
    const from = Math.floor(x(queuedMs));
    const to = Math.floor(x(endMs ?? trace.durationMs));
    counts[from] = (counts[from] ?? 0) + 1;
    if (to + 1 < widthPx) counts[to + 1] = (counts[to + 1] ?? 0) - 1;
  }
  let inFlight = 0;
  const heights = counts.map((change) => (inFlight += change));
  const y = linearScale(0, Math.max(1, ...heights), heightPx, 1);
  const points = heights.map((height, px) => `L${px} ${short(y(height))}`);
  return `M0 ${heightPx}${points.join('')}L${widthPx} ${heightPx}z`;
}

import { renderSweep, type SweepPoint } from '../trace/render/sweep.ts';
import { renderSweepText } from '../trace/render/text.ts';
import { measure } from './measurement.ts';
import { publishInPlace, type Output } from './publish.ts';

/**
 * Runs work once for each bound, in order, and draws a curve that grows with
 * each run; the quickest point is marked.
 * @returns the points, in the order of the bounds
 * @throws what the work throws; the picture keeps the points before it
 */
export async function sweep(
  bounds: readonly number[],
  work: (bound: number) => unknown,
): Promise<SweepPoint[]> {
  const place = publishInPlace();
  const points: SweepPoint[] = [];
  for (const bound of bounds) {
    const { seconds } = await measure(String(bound), () => work(bound), {});
    points.push({ bound, seconds });
    place.update(sweepOutput(points));
  }
  place.finish(sweepOutput(points));
  return points;
}

function sweepOutput(points: readonly SweepPoint[]): Output {
  return { html: renderSweep(points), text: renderSweepText(points) };
}

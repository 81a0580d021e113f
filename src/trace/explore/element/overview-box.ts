import { element } from '../../render/svg.ts';
import type { Trace } from '../../trace.ts';
import type { Model } from '../model.ts';
import { overviewPath } from '../overview.ts';

const widthPx = 760;
const heightPx = 26;

/** The shape stays the same however often its window moves. */
const shapes = new WeakMap<Trace, string>();

function shapeOf(trace: Trace): string {
  const shape = shapes.get(trace) ?? overviewPath(trace, widthPx, heightPx);
  shapes.set(trace, shape);
  return shape;
}

/** Draws the whole time in small, with what is seen of it, while it is a part. */
export function drawOverview(overview: SVGSVGElement, model: Model): void {
  overview.style.display = model.isWhole ? 'none' : '';
  if (model.isWhole) return;
  const pxPerMs = widthPx / model.lengthMs;
  const { fromMs, toMs } = model.state.window;
  overview.setAttribute('viewBox', `0 0 ${widthPx} ${heightPx}`);
  overview.setAttribute('preserveAspectRatio', 'none');
  overview.innerHTML =
    element('path', { d: shapeOf(model.trace) }) +
    element('rect', {
      x: fromMs * pxPerMs,
      y: 0.5,
      width: Math.max(2, (toMs - fromMs) * pxPerMs),
      height: heightPx - 1,
    });
}

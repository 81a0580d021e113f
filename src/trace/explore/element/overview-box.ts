import { element } from '../../render/svg.ts';
import type { Model } from '../model.ts';
import { overviewPath } from '../overview.ts';

const widthPx = 760;
const heightPx = 26;

/** Draws the whole time in small, with what is seen of it, while it is a part. */
export function drawOverview(overview: SVGSVGElement, model: Model): void {
  overview.style.display = model.isWhole ? 'none' : '';
  if (model.isWhole) return;
  const pxPerMs = widthPx / model.lengthMs;
  const { fromMs, toMs } = model.state.window;
  overview.setAttribute('viewBox', `0 0 ${widthPx} ${heightPx}`);
  overview.setAttribute('preserveAspectRatio', 'none');
  overview.innerHTML =
    element('path', { d: overviewPath(model.trace, widthPx, heightPx) }) +
    element('rect', {
      x: fromMs * pxPerMs,
      y: 0.5,
      width: Math.max(2, (toMs - fromMs) * pxPerMs),
      height: heightPx - 1,
    });
}

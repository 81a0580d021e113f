import { clamp } from '../../clamp.ts';
import type { Model } from '../model.ts';
import type { Picture } from './picture.ts';

/** A pointer that moves less than this has clicked. */
const clickPx = 4;
/** How much of the wheel's way doubles, about, what is seen. */
const wheelPx = 200;
const panPx = 500;

/** What a pointer over a picture is at. */
export interface Pointer {
  readonly cursorMs: number | undefined;
  readonly brush: readonly [fromPx: number, toPx: number] | undefined;
}

/**
 * Follows the pointer over a picture: it selects what it is at, pins what it
 * clicks, and zooms to what it drags over.
 * @param pictureOf the picture as it is now
 * @param onMove called with what is to be drawn over the picture
 */
export function listenToPointer(
  stage: HTMLElement,
  model: Model,
  pictureOf: () => Picture | undefined,
  onMove: (pointer: Pointer) => void,
): void {
  let startPx: number | undefined;

  function rowOf(event: PointerEvent, picture: Picture): number | undefined {
    const target = event.composedPath()[0] ?? null;
    return picture.rowAt(target, picture.pointOf(event).y);
  }

  stage.addEventListener('pointermove', (event) => {
    const picture = pictureOf();
    if (!picture) return;
    const { x } = picture.pointOf(event);
    const isDragging = startPx !== undefined && Math.abs(x - startPx) > clickPx;
    // A drag goes on outside of the picture, and ends there too.
    if (isDragging) stage.setPointerCapture(event.pointerId);
    const row = isDragging ? undefined : rowOf(event, picture);
    if (row !== undefined) model.pointAt(row);
    onMove({
      cursorMs: picture.msAt(x),
      brush: isDragging ? [startPx ?? x, x] : undefined,
    });
  });
  stage.addEventListener('pointerdown', (event) => {
    if (event.button === 0) startPx = pictureOf()?.pointOf(event).x;
  });
  stage.addEventListener('pointerup', (event) => {
    const picture = pictureOf();
    if (!picture || startPx === undefined) return;
    const { x } = picture.pointOf(event);
    const [fromMs, toMs] = [instantAt(startPx, picture), instantAt(x, picture)];
    const isClick = Math.abs(x - startPx) <= clickPx;
    startPx = undefined;
    onMove({ cursorMs: undefined, brush: undefined });
    if (!isClick) model.setWindow({ fromMs, toMs });
    else model.click(rowOf(event, picture) ?? -1);
  });
  const leave = () => {
    startPx = undefined;
    onMove({ cursorMs: undefined, brush: undefined });
  };
  stage.addEventListener('pointercancel', leave);
  stage.addEventListener('pointerleave', leave);
  stage.addEventListener('dblclick', () => {
    model.showAll();
  });
  stage.addEventListener('wheel', (event) => {
    onWheel(event, model, pictureOf());
  });
}

/** Beyond the ends of the axis there is no time to zoom to. */
function instantAt(px: number, picture: Picture): number {
  return picture.msAt(clamp(px, picture.startPx, picture.endPx));
}

/** A trackpad's pinch comes as a wheel with the key Ctrl. */
function onWheel(
  event: WheelEvent,
  model: Model,
  picture: Picture | undefined,
): void {
  if (!picture) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const atMs = picture.msAt(picture.pointOf(event).x);
    model.zoom(Math.exp(-event.deltaY / wheelPx), atMs);
  } else if (event.shiftKey && !model.isWhole) {
    event.preventDefault();
    model.pan((event.deltaX || event.deltaY) / panPx);
  }
}

/** Moves what is seen to where the pointer is in the overview. */
export function listenToOverview(overview: SVGSVGElement, model: Model): void {
  const move = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    const { left, width } = overview.getBoundingClientRect();
    const atMs = ((event.clientX - left) / width) * model.lengthMs;
    const { fromMs, toMs } = model.state.window;
    const halfMs = (toMs - fromMs) / 2;
    model.setWindow({ fromMs: atMs - halfMs, toMs: atMs + halfMs });
  };
  overview.addEventListener('pointerdown', (event) => {
    overview.setPointerCapture(event.pointerId);
    move(event);
  });
  overview.addEventListener('pointermove', move);
}

import type { TimeWindow } from '../../render/frame.ts';

/** A row of the picture, in the picture's own units. */
interface Row {
  readonly index: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

/** Where what is in a picture, in the picture's own units. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** What all bands of the picture take up, above the axis. */
  readonly topPx: number;
  readonly bottomPx: number;
  readonly startPx: number;
  readonly endPx: number;
  /** The instant at a point, and the point of an instant. */
  msAt(px: number): number;
  pxOf(ms: number): number;
  /** The point at which a pointer is. */
  pointOf(event: MouseEvent): DOMPoint;
  /** The row of the request at a point: of its block, or else of its row. */
  rowAt(target: EventTarget | null, yPx: number): number | undefined;
  /** The boxes of all that is drawn of the request of a row. */
  boxesOf(row: number): readonly DOMRect[];
}

/** The axis and its words, below all bands. */
const axisPx = 24;

/** Reads a picture as it was drawn. */
export function readPicture(svg: SVGSVGElement, window: TimeWindow): Picture {
  const { width, height } = svg.viewBox.baseVal;
  const startPx = Number(svg.dataset['originX']);
  const msPerPx = Number(svg.dataset['msPerPx']);
  const pxOf = (ms: number) => startPx + (ms - window.fromMs) / msPerPx;
  const [first] = partsOf(svg);
  let rows: readonly Row[] | undefined;
  return {
    widthPx: width,
    heightPx: height,
    topPx: first ? boxIn(svg, first).top - 4 : axisPx,
    bottomPx: height - axisPx,
    startPx,
    endPx: pxOf(window.toMs),
    msAt: (px) => window.fromMs + (px - startPx) * msPerPx,
    pxOf,
    pointOf({ clientX, clientY }) {
      const { left, top, width: shownPx } = svg.getBoundingClientRect();
      const scale = width / shownPx;
      return new DOMPoint((clientX - left) * scale, (clientY - top) * scale);
    },
    rowAt(target, yPx) {
      const block =
        target instanceof Element
          ? target.closest<SVGElement>('[data-request]')
          : null;
      if (block) return Number(block.dataset['request']);
      // Only when somebody points: measuring many rows takes a while.
      rows ??= readRows(svg);
      return rows.find(({ topPx, bottomPx }) => yPx >= topPx && yPx < bottomPx)
        ?.index;
    },
    boxesOf: (row) => partsOf(svg, row).map((part) => boxIn(svg, part)),
  };
}

function partsOf(svg: SVGSVGElement, row?: number): SVGGraphicsElement[] {
  const value = row === undefined ? '' : `="${row}"`;
  return [
    ...svg.querySelectorAll<SVGGraphicsElement>(`[data-request${value}]`),
  ];
}

/** The rows are in the first strip; lanes have blocks of requests as well. */
function readRows(svg: SVGSVGElement): readonly Row[] {
  const all = partsOf(svg);
  const strip = all[0]?.parentElement;
  return all
    .filter(({ parentElement }) => parentElement === strip)
    .map((group) => {
      const { top, height } = boxIn(svg, group);
      return {
        index: Number(group.dataset['request']),
        topPx: top,
        bottomPx: top + Math.max(height, 1),
      };
    });
}

/** A part's box in the units of its picture. */
function boxIn(svg: SVGSVGElement, part: SVGGraphicsElement): DOMRect {
  const outer = svg.getBoundingClientRect();
  const inner = part.getBoundingClientRect();
  const scale = svg.viewBox.baseVal.width / outer.width;
  return new DOMRect(
    (inner.left - outer.left) * scale,
    (inner.top - outer.top) * scale,
    inner.width * scale,
    inner.height * scale,
  );
}

import { idSlot } from './frame.ts';
import { element } from './svg.ts';

/** A tile that fills an area, in units of the figure, so that tiles line up. */
function tile(
  name: string,
  sizePx: number,
  content: string,
  rotation = 0,
): string {
  return element(
    'pattern',
    {
      id: `${idSlot}-${name}`,
      width: sizePx,
      height: sizePx,
      patternUnits: 'userSpaceOnUse',
      patternTransform: rotation === 0 ? undefined : `rotate(${rotation})`,
    },
    content,
  );
}

function rectangle(width: number, height: number, className: string): string {
  return element('rect', { width, height, class: className });
}

/** A path filled with one of a figure's patterns. */
export function patterned(name: string, data: string): string {
  if (data === '') return '';
  return element('path', { fill: `url(#${idSlot}-${name})`, d: data });
}

/** Opening a connection is hatched, so that it shows without its colour too. */
export function openingPattern(): string {
  const content =
    rectangle(4, 4, 'opening-ground') + rectangle(1.8, 4, 'opening-line');
  return tile('opening', 4, content, 45);
}

/** Beats that are too close for a tick each: still ticks to the eye. */
export function beatPattern(): string {
  return tile('beats', 3, rectangle(1, 3, 'beat'));
}

/**
 * A texture for each rung, so that bars differ without their colours; the
 * bounded one, where the lessons lead to, is plain.
 */
export function rungTextures(): string {
  return [
    tile('blocking', 5, rectangle(1.5, 5, 'texture'), 45),
    tile('sequential', 6, rectangle(1.5, 6, 'texture')),
    tile('pooled', 5, rectangle(2, 2, 'texture'), 45),
    tile('unbounded', 5, rectangle(1.5, 5, 'texture'), -45),
  ].join('');
}

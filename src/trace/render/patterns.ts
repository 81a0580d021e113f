import { idSlot } from './frame.ts';
import { element } from './svg.ts';
import type { TileName } from './theme.ts';

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
export function patterned(name: TileName, data: string): string {
  if (data === '') return '';
  return element('path', { class: `tile-${name}`, d: data });
}

/** Opening a connection is hatched, so that it can be seen without its colour. */
export function openingPattern(): string {
  const content =
    rectangle(4, 4, 'opening-ground') + rectangle(1.8, 4, 'opening-line');
  return tile('opening', 4, content, 45);
}

/** Agreeing on encryption is opening too, hatched both ways. */
export function securingPattern(): string {
  const content =
    rectangle(4, 4, 'opening-ground') +
    rectangle(1.3, 4, 'opening-line') +
    rectangle(4, 1.3, 'opening-line');
  return tile('securing', 4, content, 45);
}

/** Waiting at the server leans the other way than opening a connection. */
export function serverQueuePattern(): string {
  const content =
    rectangle(4, 4, 'serverQueue') + rectangle(1.5, 4, 'server-line');
  return tile('serverQueue', 4, content, -45);
}

/** For beats that are too close together to draw a tick for each: it still looks like ticks. */
export function beatPattern(): string {
  return tile('beats', 3, rectangle(1, 3, 'beat'));
}

interface Texture {
  readonly tilePx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rotation?: number;
}

/** By the palette's index, so that bars differ without their colours; the last is plain. */
const textures: readonly Texture[] = [
  { tilePx: 5, widthPx: 1.5, heightPx: 5, rotation: 45 },
  { tilePx: 6, widthPx: 1.5, heightPx: 6 },
  { tilePx: 5, widthPx: 2, heightPx: 2, rotation: 45 },
  { tilePx: 5, widthPx: 1.5, heightPx: 5, rotation: -45 },
];

/** The patterns of all textures. */
export function paletteTextures(): string {
  const tiles = textures.map(({ tilePx, widthPx, heightPx, rotation }, index) =>
    tile(
      `series-${index}`,
      tilePx,
      rectangle(widthPx, heightPx, 'texture'),
      rotation,
    ),
  );
  return tiles.join('');
}

/** The fill with the texture of a colour in the palette; undefined for a plain one. */
export function textureFill(index: number | undefined): string | undefined {
  if (index === undefined || !textures[index]) return undefined;
  return `url(#${idSlot}-series-${index})`;
}

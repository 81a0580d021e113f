import { box, element } from '../../trace/render/svg.ts';

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const shades: Readonly<Record<string, number>> = {
  '░': 0.25,
  '▒': 0.5,
  '▓': 0.75,
};

/** From the left, by eighths. */
const eighths = '▏▎▍▌▋▊▉█';

/**
 * Returns a row of the same block character as one rectangle, since fonts leave
 * gaps between them; undefined for any other text.
 */
export function renderBlocks(
  text: string,
  { x, y, width, height }: Cell,
  fill: string,
): string | undefined {
  const [block = ''] = text;
  const shade = shades[block];
  const share = shade === undefined ? (eighths.indexOf(block) + 1) / 8 : 1;
  if (block === '' || share === 0) return undefined;
  const d = box(x, y, width * share, height);
  return element('path', { fill, opacity: shade, d });
}

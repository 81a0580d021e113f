import { box, element } from '../../../trace/render/svg.ts';

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const shades: Readonly<Record<string, number>> = { '░': 0.25, '▒': 0.5, '▓': 0.75 };

/** From the left, by eighths. */
const eighths = '▏▎▍▌▋▊▉█';

/**
 * Returns a block character as what it stands for, a rectangle: fonts leave
 * gaps between them. Nothing for any other text.
 */
export function renderBlock(
  text: string,
  { x, y, width, height }: Cell,
  fill: string,
): string | undefined {
  const shade = shades[text];
  if (shade !== undefined) {
    const d = box(x, y, width, height);
    return element('path', { fill, opacity: shade, d });
  }
  const share = eighths.indexOf(text) + 1;
  if (share === 0 || text.length !== 1) return undefined;
  return element('path', { fill, d: box(x, y, (width * share) / 8, height) });
}

import { box, element, label } from '../../trace/render/svg.ts';
import { renderBlocks } from './blocks.ts';
import { cssColour } from './colours.ts';
import type { Run, RunStyle, Screen } from './screen.ts';

/**
 * A cell of a still, in its own units: as wide as a letter of the deck's
 * monospaced font (0.636 em), as high as its lines (1.2 em).
 */
const cellWidth = 10;
const fontSize = cellWidth / 0.636;
const cellHeight = 1.2 * fontSize;
const baseline = 0.87 * fontSize;

/**
 * Returns a screen as a picture in the theme's colours. Screen readers skip it:
 * they read the transcript.
 */
export function renderStill({ columns, rows, lines }: Screen): string {
  const [width, height] = [columns * cellWidth, rows * cellHeight];
  const runs = lines.flatMap((line, row) =>
    line.map((run) => renderRun(run, row)),
  );
  return element(
    'svg',
    {
      class: 'still',
      viewBox: `0 0 ${width} ${height}`,
      'font-size': fontSize,
      'aria-hidden': 'true',
    },
    ...runs,
  );
}

function renderRun(run: Run, row: number): string {
  const { style, column, width } = run;
  const [x, y] = [column * cellWidth, row * cellHeight];
  const ground =
    style.background === undefined
      ? ''
      : element('path', {
          fill: cssColour(style.background),
          d: box(x, y, width * cellWidth, cellHeight),
        });
  return (
    ground +
    segmentsOf(run)
      .map((part) => renderSegment(part, y))
      .join('')
  );
}

interface Segment {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly style: RunStyle;
}

/**
 * Words with single spaces between them, a row of the same block, or one
 * character that the font may lack.
 */
const segment =
  /[\u0021-\u024f]+(?: [\u0021-\u024f]+)*|([\u2588\u2591-\u2593])\1*|[\u0250-\u{10ffff}]/gu;

/**
 * Splits a run where the font may lack a character: that of another font has
 * another width, and would shift everything after it.
 */
function segmentsOf({ text, column, width, style }: Run): Segment[] {
  const cellsEach = width / lengthOf(text);
  return [...text.matchAll(segment)].map((match) => {
    const before = lengthOf(text.slice(0, match.index)) * cellsEach;
    return {
      text: match[0],
      x: (column + before) * cellWidth,
      width: lengthOf(match[0]) * cellsEach * cellWidth,
      style,
    };
  });
}

/** In code points: each of them takes whole cells. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function renderSegment({ text, x, width, style }: Segment, y: number): string {
  const colour = cssColour(style.foreground ?? 'foreground');
  const blocks = renderBlocks(
    text,
    { x, y, width, height: cellHeight },
    colour,
  );
  if (blocks !== undefined) return blocks;
  return label(text, x, y + baseline, {
    fill: colour,
    textLength: width,
    lengthAdjust: 'spacingAndGlyphs',
    'font-weight': style.bold ? 700 : undefined,
    'font-style': style.italic ? 'italic' : undefined,
    'text-decoration': style.underline ? 'underline' : undefined,
    opacity: style.dim ? 0.75 : undefined,
  });
}

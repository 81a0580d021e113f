import { element, escapeText, label, type Attributes } from './svg.ts';
import { styleSheet } from './theme.ts';

/** The width of a notebook's cell; the default of a figure's room. */
export const widthPx = 760;

/** Options of every figure. */
export interface FigureOptions {
  /** The name of the run: `pooled`. */
  readonly name?: string;
  /**
   * What the ids of the figure begin with; without it, a digest of what is
   * drawn, the same each time.
   */
  readonly idPrefix?: string;
  /** For a figure that grows, or that has to fit into a given height. */
  readonly room?: Room;
  /**
   * Leaves out what only a script needs, and the words of thin rows: for a
   * picture that is drawn again when somebody points at it.
   */
  readonly brief?: boolean;
}

/**
 * The space that a figure is laid out for. Where the trace has less, the rest
 * stays empty, so that nothing moves while the trace grows.
 */
export interface Room {
  /** The least length of the time axis. */
  readonly lengthMs?: number;
  /** The part of the time axis that is shown; all of it by default. */
  readonly window?: TimeWindow;
  /** How many requests and connections are to be expected. */
  readonly requests?: number;
  readonly connections?: number;
  /** The greatest total height of all rows of requests, and of all lanes. */
  readonly rowsPx?: number;
  readonly lanesPx?: number;
  /** The figure's width: text keeps its size, so it looks larger in a narrow figure. */
  readonly widthPx?: number;
  /** Leaves out the title on top, where the page shows it next to the figure. */
  readonly untitled?: boolean;
}

/** A part of the time axis, in milliseconds. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a figure says besides its picture. */
export interface FigureWords {
  /** The first line, and the figure's name for a screen reader. */
  readonly title: string;
  /** Everything that the picture shows, in a sentence or two. */
  readonly description: string;
}

interface FrameContent {
  readonly content: string;
  readonly patterns: string;
  readonly heightPx: number;
  /** Written on the figure's root, for scripts that read the picture. */
  readonly data?: Attributes;
}

/** Stands in ids for the figure's prefix until its content is known. */
export const idSlot = '\u{e000}';

/**
 * A whole figure: named and described for a screen reader, its title on top,
 * its style sheet and patterns bound to its own ids.
 */
export function renderFrame(
  { content, patterns, heightPx, data = {} }: FrameContent,
  words: FigureWords,
  options: FigureOptions,
): string {
  const { widthPx: width = widthPx, untitled = false } = options.room ?? {};
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      id: idSlot,
      width,
      height: heightPx,
      viewBox: `0 0 ${width} ${heightPx}`,
      style: 'max-width:100%;height:auto',
      role: 'img',
      'aria-labelledby': `${idSlot}-title ${idSlot}-desc`,
      ...data,
    },
    element('title', { id: `${idSlot}-title` }, escapeText(words.title)),
    element('desc', { id: `${idSlot}-desc` }, escapeText(words.description)),
    element('style', {}, styleSheet(idSlot)),
    element('defs', {}, patterns),
    element('rect', { class: 'paper', width, height: heightPx }),
    untitled ? '' : label(words.title, 0, 18, { class: 'title' }),
    content,
  );
  return svg.replaceAll(idSlot, prefixOf(options.idPrefix, svg));
}

/** Ids must begin with a letter to be used in a style sheet. */
function prefixOf(wanted: string | undefined, content: string): string {
  if (wanted === undefined) return `figure-${digest(content)}`;
  const cleaned = wanted.replace(/[^\w-]/g, '-');
  return /^[A-Za-z]/.test(cleaned) ? cleaned : `figure-${cleaned}`;
}

/**
 * FNV-1a over UTF-16 code units: short, and the same on every machine. Written
 * here because figures are also drawn in browsers, which lack `node:crypto`.
 * The lab's faults use the same hash, but rooms do not import one another.
 */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

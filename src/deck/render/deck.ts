import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCast } from '../casts/html.ts';
import { minutesOf, paceProblem, secondsOf } from '../source/pace.ts';
import { SlideProblem } from '../source/problem.ts';
import { parseSection, type Section, type Slide } from '../source/section.ts';
import { createHighlight } from './highlight.ts';
import { createMarkdown } from './markdown.ts';
import { renderOpening } from './opener.ts';
import {
  renderProblem,
  renderSlide,
  type RenderedSlide,
  type SlideTools,
} from './slide.ts';
import { createDeckSources } from './sources.ts';

/** All slides in their order, and what is wrong with them. */
export interface Deck {
  readonly title: string;
  /** From left to right, each column from top to bottom. */
  readonly slides: readonly DeckSlide[];
  /** How long the talk is. */
  readonly minutes: number;
  /** A sentence each, with file and line where there is one. */
  readonly problems: readonly string[];
}

/** A slide in its place in the deck. */
export interface DeckSlide extends RenderedSlide {
  /** In addresses: the third slide of section 04 is at `#/04-3`. */
  readonly id: string;
  readonly section: Pick<Section, 'number' | 'title'>;
  /** Whether the talk shows it. */
  readonly isTalk: boolean;
  /** Whether it is below the slide before it, not to the right of it. */
  readonly isBelow: boolean;
  /** The time that the talk has for it. */
  readonly seconds: number;
  /** What the first slide of a section has before its own HTML; else empty. */
  readonly opening: string;
}

/** Makes the deck from the files in `slides/` of the project at `root`. */
export async function renderDeck(root: string): Promise<Deck> {
  const problems: string[] = [];
  const sections = readSections(root, problems);
  const highlight = await createHighlight();
  const tools: SlideTools = {
    sources: createDeckSources(root),
    highlight,
    renderMarkdown: createMarkdown(highlight),
    renderCast: once(renderCast),
  };
  const slides: DeckSlide[] = [];
  for (const section of sections) {
    const columns = await renderColumns(section, tools, problems);
    slides.push(...placeSlides(columns, section));
  }
  const pace = paceProblem(sections);
  if (pace !== undefined) problems.push(pace);
  const title = sections[0]?.title ?? 'Slides';
  return { title, slides, minutes: minutesOf(sections), problems };
}

function readSections(root: string, problems: string[]): Section[] {
  const files = readdirSync(join(root, 'slides'))
    .filter((file) => /^\d\d-.*\.md$/.test(file))
    .sort();
  if (files.length === 0) problems.push('There is no slides/NN-slug.md.');
  for (const [index, file] of files.entries()) {
    const before = files[index - 1];
    if (before?.slice(0, 2) !== file.slice(0, 2)) continue;
    problems.push(
      `slides/${file}: slides/${before} has the same number. Give one of them another: slides are addressed by it.`,
    );
  }
  return files.flatMap((file) => {
    const path = `slides/${file}`;
    const text = readFileSync(join(root, path), 'utf8');
    try {
      return [parseSection(path, text)];
    } catch (error) {
      problems.push(messageOf(error));
      return [];
    }
  });
}

/** @throws the error itself, if it is not about the deck's sources */
function messageOf(error: unknown): string {
  if (error instanceof SlideProblem) return error.message;
  throw error;
}

/** A terminal takes its time to replay a recording: once for each is enough. */
function once(render: (name: string) => Promise<string>) {
  const rendered = new Map<string, Promise<string>>();
  return (name: string): Promise<string> => {
    const known = rendered.get(name) ?? render(name);
    rendered.set(name, known);
    return known;
  };
}

/**
 * A section's slides, column by column. One that morphs in the top row takes
 * several columns; what is below it comes below its last version.
 */
async function renderColumns(
  section: Section,
  tools: SlideTools,
  problems: string[],
): Promise<RenderedSlide[][]> {
  const render = async (slide: Slide): Promise<RenderedSlide[]> => {
    try {
      return await renderSlide(slide, tools);
    } catch (error) {
      const message = messageOf(error);
      problems.push(message);
      return [renderProblem(slide.file, message)];
    }
  };
  const columns: RenderedSlide[][] = [];
  for (const [top, ...below] of section.columns) {
    const row = top ? await render(top) : [];
    const last = row.slice(-1);
    for (const slide of below) last.push(...(await render(slide)));
    columns.push(...row.slice(0, -1).map((slide) => [slide]), last);
  }
  return columns;
}

/** Gives a section's slides their addresses and their share of its minutes. */
function placeSlides(
  columns: readonly (readonly RenderedSlide[])[],
  section: Section,
): DeckSlide[] {
  const { number, title, minutes } = section;
  const seconds = secondsOf(minutes, columns.length);
  const slides = columns.flatMap((column, index) =>
    column.map((slide, depth) => ({ slide, index, isBelow: depth > 0 })),
  );
  return slides.map(({ slide, index, isBelow }, place) => ({
    ...slide,
    id: `${number}-${place + 1}`,
    section: { number, title },
    isTalk: !isBelow && minutes > 0,
    isBelow,
    seconds: isBelow ? 0 : (seconds[index] ?? 0),
    opening: place === 0 ? renderOpening(section) : '',
  }));
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCast } from '../casts/html.ts';
import { SlideProblem } from '../source/problem.ts';
import {
  planRoute,
  sectionMinutes,
  type RoutableSlide,
  type Stops,
} from '../source/route-plan.ts';
import type { Route } from '../source/route.ts';
import { readRoute, routeOfSections } from '../source/routes.ts';
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
  /** How long the talk is, on its route. */
  readonly minutes: number;
  /** A sentence each, with file and line where there is one. */
  readonly problems: readonly string[];
}

/** A slide in its place in the deck. */
export interface DeckSlide extends RenderedSlide {
  /** In addresses: the third slide of section 04 is at `#/04-3`. */
  readonly id: string;
  readonly section: Pick<Section, 'number' | 'title'>;
  /** Whether the talk's route shows it. */
  readonly isTalk: boolean;
  /** Whether it is below the slide before it, not to the right of it. */
  readonly isBelow: boolean;
  /** The time that the talk has for it. */
  readonly seconds: number;
  /** What the first slide of a section has before its own HTML; else empty. */
  readonly opening: string;
}

/**
 * Makes the deck from the files in `slides/` of the project at `root`.
 * @param routeName one of those in `slides/routes`; by default 45
 * @throws UsageError for a name that no route has
 */
export async function renderDeck(
  root: string,
  routeName?: string,
): Promise<Deck> {
  const problems: string[] = [];
  const written = readSections(root, problems);
  const route = chooseRoute(root, routeName, written, problems);
  const sections = written.map((section) => {
    return { ...section, minutes: sectionMinutes(route, section.number) };
  });
  const highlight = await createHighlight();
  const tools: SlideTools = {
    sources: createDeckSources(root),
    highlight,
    renderMarkdown: createMarkdown(highlight),
    renderCast: once(renderCast),
  };
  const placed: DeckSlide[] = [];
  for (const section of sections) {
    const columns = await renderColumns(section, tools, problems);
    placed.push(...placeSlides(columns, section));
  }
  const slides = withStops(placed, route, problems);
  const title = sections[0]?.title ?? 'Slides';
  return { title, slides, minutes: route.minutes, problems };
}

/** The route; where it cannot be read, the sections' own. */
function chooseRoute(
  root: string,
  name: string | undefined,
  sections: readonly Section[],
  problems: string[],
): Route {
  try {
    const route = readRoute(root, name);
    if (route === undefined) return routeOfSections(sections);
    for (const { file, hasOwnMinutes } of sections) {
      if (!hasOwnMinutes) continue;
      problems.push(
        `${file}: has "minutes:", but ${route.file} says how long each section is. Remove that line.`,
      );
    }
    return route;
  } catch (error) {
    problems.push(messageOf(error));
    return routeOfSections(sections);
  }
}

/** What is wrong with a route through a deck; undefined if nothing is. */
export function routeProblem(
  root: string,
  name: string,
  slides: readonly DeckSlide[],
): string | undefined {
  try {
    const route = readRoute(root, name);
    if (route) planRoute(route, routable(slides));
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function routable(slides: readonly DeckSlide[]): RoutableSlide[] {
  return slides.map(({ id, title, isBelow, section: { number } }) => {
    return { id, title, isBelow, section: number };
  });
}

/** Tells the slides which of them the talk shows, and for how long. */
function withStops(
  slides: readonly DeckSlide[],
  route: Route,
  problems: string[],
): DeckSlide[] {
  let stops: Stops = new Map();
  try {
    stops = planRoute(route, routable(slides));
  } catch (error) {
    problems.push(messageOf(error));
  }
  return slides.map((slide) => {
    const seconds = stops.get(slide.id);
    return { ...slide, isTalk: seconds !== undefined, seconds: seconds ?? 0 };
  });
}

function readSections(root: string, problems: string[]): Section[] {
  const files = readdirSync(join(root, 'slides'))
    .filter((file) => /^\d.*\.md$/.test(file))
    .sort();
  if (files.length === 0) problems.push('There is no slides/NN-slug.md.');
  for (const [index, file] of files.entries()) {
    const before = files[index - 1];
    if (before === undefined || numberOf(before) !== numberOf(file)) continue;
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

function numberOf(file: string): string {
  return file.slice(0, file.indexOf('-'));
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
      return [renderProblem(slide, message)];
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

/** Gives a section's slides their addresses. */
function placeSlides(
  columns: readonly (readonly RenderedSlide[])[],
  section: Section,
): DeckSlide[] {
  const { number, title } = section;
  const slides = columns.flatMap((column) =>
    column.map((slide, depth) => ({ slide, isBelow: depth > 0 })),
  );
  return slides.map(({ slide, isBelow }, place) => ({
    ...slide,
    id: `${number}-${place + 1}`,
    section: { number, title },
    isTalk: false,
    isBelow,
    seconds: 0,
    opening: place === 0 ? renderOpening(section) : '',
  }));
}

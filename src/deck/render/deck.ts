import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeText } from '../../trace/render/svg.ts';
import { minutesOf, paceProblem, secondsOf } from '../source/pace.ts';
import { SlideProblem } from '../source/problem.ts';
import { parseSection, type Section, type Slide } from '../source/section.ts';
import { renderCast } from '../casts/html.ts';
import { createHighlight } from './highlight.ts';
import { createMarkdown } from './markdown.ts';
import { renderOpening } from './opener.ts';
import {
  renderProblem,
  renderSlide,
  renderSlideElement,
  type SlideContent,
  type Tools,
} from './slide.ts';
import { createWorkshop } from './workshop.ts';

/** All slides as HTML, and what is wrong with them. */
export interface Deck {
  readonly title: string;
  readonly html: string;
  readonly minutes: number;
  /** How many there are, those of the workshop included. */
  readonly slides: number;
  /** A sentence each, with file and line where there is one. */
  readonly problems: readonly string[];
}

/** Makes the deck from the files in `slides/` of the project at `root`. */
export async function renderDeck(root: string): Promise<Deck> {
  const problems: string[] = [];
  const sections = readSections(root, problems);
  const highlight = await createHighlight();
  const tools: Tools = {
    workshop: createWorkshop(root),
    highlight,
    renderMarkdown: createMarkdown(highlight),
    casts: await renderCasts(root, sections),
  };
  const html = sections.map((section) =>
    renderSection(section, sections, tools, problems),
  );
  const pace = paceProblem(sections);
  if (pace !== undefined) problems.push(pace);
  const all = html.join('\n');
  return {
    title: sections[0]?.title ?? 'Slides',
    html: all,
    minutes: minutesOf(sections),
    slides: all.split('<aside class="notes">').length - 1,
    problems,
  };
}

function readSections(root: string, problems: string[]): Section[] {
  const files = readdirSync(join(root, 'slides'))
    .filter((file) => /^\d\d-.*\.md$/.test(file))
    .sort();
  if (files.length === 0) problems.push('There is no slides/NN-slug.md.');
  return files.flatMap((file) => {
    const path = `slides/${file}`;
    const text = readFileSync(join(root, path), 'utf8');
    return attempt(
      () => [parseSection(path, text)],
      problems,
      () => [],
    );
  });
}

/** A terminal takes its time to replay a recording, so they come first. */
async function renderCasts(
  root: string,
  sections: readonly Section[],
): Promise<Map<string, string>> {
  const bodies = sections.flatMap(({ columns }) =>
    columns.flat().map(({ body }) => body.text),
  );
  const names = bodies
    .flatMap((text) => [...text.matchAll(/^::cast ([a-z0-9-]+)\s*$/gm)])
    .map(([, name]) => name ?? '')
    .filter((name) => existsSync(join(root, `slides/casts/${name}.cast`)));
  const casts = new Map<string, string>();
  for (const name of names) casts.set(name, await renderCast(name));
  return casts;
}

/** The result, or else what stands in for it, the problem being noted. */
function attempt<Result>(
  work: () => Result,
  problems: string[],
  instead: (message: string) => Result,
): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SlideProblem)) throw error;
    problems.push(error.message);
    return instead(error.message);
  }
}

function renderSection(
  section: Section,
  sections: readonly Section[],
  tools: Tools,
  problems: string[],
): string {
  const render = (slide: Slide) =>
    attempt(
      () => renderSlide(slide, tools),
      problems,
      (message): SlideContent[] => [renderProblem(message)],
    );
  // A slide that morphs on the talk's row takes several places in it; what
  // is below it hangs below the last.
  const columns = section.columns.flatMap(([top, ...below]) => {
    const row = top ? render(top) : [];
    const last = [...row.slice(-1), ...below.flatMap(render)];
    return [...row.slice(0, -1).map((slide) => [slide]), last];
  });
  const seconds = secondsOf(section.minutes, columns.length);
  let place = 0;
  return columns
    .map((column, index) => {
      const slides = column.map((slide, depth) =>
        renderSlideElement(slide, {
          before: index + depth === 0 ? renderOpening(section, sections) : '',
          attributes: {
            class: index + depth === 0 ? openingClass(section) : undefined,
            // In addresses: the third slide of section 04 is at #/04-3.
            id: `${section.number}-${++place}`,
            'data-section': section.number,
            'data-section-title': section.title,
            'data-timing': String(depth === 0 ? (seconds[index] ?? 0) : 0),
            'data-talk': depth === 0 && section.minutes > 0 ? '' : undefined,
          },
        }),
      );
      return slides.length > 1
        ? `<section class="column">${slides.join('\n')}</section>`
        : slides.join('');
    })
    .join('\n');
}

function openingClass({ number }: Section): string {
  return number === '00' ? 'title' : 'opener';
}

/** The page with the deck in it, from the shell's. */
export function fillShell(shell: string, { title, html }: Deck): string {
  // By functions, for a `$` in the deck means nothing else.
  return shell
    .replace('<!-- title -->', () => escapeText(title))
    .replace('<!-- slides -->', () => html);
}

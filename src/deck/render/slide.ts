import { escapeText } from '../../trace/render/svg.ts';
import { parseDirectives, type PlacedDirective } from '../source/directive.ts';
import { SlideProblem, type SourcePosition } from '../source/problem.ts';
import { titleOf, type Passage, type Slide } from '../source/section.ts';
import { renderDirective, type DirectiveTools } from './directives.ts';
import { withFigures } from './figures.ts';
import type { RenderMarkdown } from './markdown.ts';

/** What slides are rendered with. */
export interface SlideTools extends DirectiveTools {
  readonly renderMarkdown: RenderMarkdown;
}

/** A slide, rendered, before it has a place in the deck. */
export interface RenderedSlide {
  /** The file that it comes from: `slides/04-concurrent.md`. */
  readonly file: string;
  /** Its heading, as it is written. */
  readonly title: string;
  readonly html: string;
  /** The speaker's prompts, as HTML. */
  readonly notes: string;
  /** The text of each paragraph, list item and table row. */
  readonly words: readonly string[];
  /** Whether it shows nothing but a heading and words. */
  readonly isWordsOnly: boolean;
  /** The names of the demos and terminal recordings on it. */
  readonly demos: readonly string[];
  readonly casts: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Renders a slide: several times where its code morphs, once a version.
 * @throws SlideProblem that names the line
 */
export async function renderSlide(
  slide: Slide,
  tools: SlideTools,
): Promise<RenderedSlide[]> {
  const { file } = slide;
  const title = titleOf(slide);
  const figured = (passage: Passage) =>
    withFigures(passage, file, tools.sources);
  const body = figured(slide.body);
  const notes = tools.renderMarkdown(figured(slide.notes)).html;
  const directives = parseDirectives(file, body);
  const versions = versionsOf(directives);
  const attributes = attributesOf(slide, versions, tools);
  const slides: RenderedSlide[] = [];
  for (let version = 0; version < versions; version += 1) {
    const made = await renderDirectives(file, directives, version, tools);
    const rendered = tools.renderMarkdown(body, made);
    const demos = namesOf(directives, 'demo');
    const casts = namesOf(directives, 'cast');
    slides.push({ file, title, ...rendered, notes, demos, casts, attributes });
  }
  return slides;
}

/** Renders a slide that takes the place of one that could not be made. */
export function renderProblem(slide: Slide, message: string): RenderedSlide {
  return {
    file: slide.file,
    title: titleOf(slide),
    html: `<h2>This slide cannot be made</h2><p>${escapeText(message)}</p>`,
    notes: '<ul><li>Correct it, then start again.</li></ul>',
    words: [message],
    isWordsOnly: true,
    demos: [],
    casts: [],
    attributes: { class: 'problem' },
  };
}

function versionsOf(directives: readonly PlacedDirective[]): number {
  const counts = directives.map((directive) =>
    directive.kind === 'morph' ? directive.at.length : 1,
  );
  return Math.max(1, ...counts);
}

function attributesOf(
  { attributes }: Slide,
  versions: number,
  { sources }: SlideTools,
): Record<string, string> {
  if (versions === 1) return attributes;
  return {
    ...attributes,
    'data-auto-animate': '',
    'data-auto-animate-id': sources.nextId('morph'),
  };
}

/** The HTML of each directive, by its line. */
async function renderDirectives(
  file: string,
  directives: readonly PlacedDirective[],
  version: number,
  tools: SlideTools,
): Promise<Map<number, string>> {
  const rendered = new Map<number, string>();
  for (const directive of directives) {
    const { line, isStep } = directive;
    const spot = { file, line, version };
    const html = await renderDirective(directive, spot, tools);
    rendered.set(line, isStep ? asStep(html, spot) : html);
  }
  return rendered;
}

/** Makes a figure one of its slide's steps. */
function asStep(html: string, position: SourcePosition): string {
  const figure = '<figure class="';
  if (html.startsWith(figure)) {
    return html.replace(figure, `${figure}fragment `);
  }
  const what = 'only code, a picture or a trace can be a {.fragment}.';
  throw new SlideProblem(position, what);
}

function namesOf(
  directives: readonly PlacedDirective[],
  kind: 'demo' | 'cast',
): string[] {
  return directives.flatMap((directive) =>
    directive.kind === kind ? [directive.name] : [],
  );
}

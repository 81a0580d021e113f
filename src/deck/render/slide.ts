import { element, escapeText } from '../../trace/render/svg.ts';
import {
  parseDirective,
  type Directive,
  type RegionName,
} from '../source/directive.ts';
import { lineIds } from '../source/line-ids.ts';
import { SlideProblem } from '../source/problem.ts';
import type { Passage, Slide } from '../source/section.ts';
import { renderCode, roomFor } from './code.ts';
import type { Highlight } from './highlight.ts';
import type { RenderMarkdown } from './markdown.ts';
import { renderPicture } from './picture.ts';
import { parseRecorded, renderDemo, renderTrace } from './recorded.ts';
import { demoNames } from '../demo/demo-list.ts';
import { withFigures } from './told.ts';
import { textSizePx } from './text-size.ts';
import type { Place, Workshop } from './workshop.ts';

export interface Tools {
  readonly workshop: Workshop;
  readonly highlight: Highlight;
  readonly renderMarkdown: RenderMarkdown;
  /** The recordings on the slides, by name, ready as HTML. */
  readonly casts: ReadonlyMap<string, string>;
}

/** What the deck adds to a slide. */
export interface Extras {
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** HTML before the slide's own. */
  readonly before: string;
}

/**
 * One slide as HTML; as many as it has versions, where its code morphs.
 * @throws SlideProblem, saying where
 */
export function renderSlide(slide: Slide, tools: Tools): SlideContent[] {
  const versions = versionsOf(slide);
  const id = versions > 1 ? tools.workshop.nextId('morph') : '';
  const told = (passage: Passage) =>
    withFigures(passage, slide.file, tools.workshop);
  return Array.from({ length: versions }, (_, version) => ({
    content: tools.renderMarkdown(told(slide.body), (text, line) =>
      renderDirective(text, { file: slide.file, line }, tools, version),
    ),
    notes: tools.renderMarkdown(told(slide.notes), () => ''),
    attributes:
      versions > 1
        ? {
            ...slide.attributes,
            'data-auto-animate': '',
            'data-auto-animate-id': id,
          }
        : slide.attributes,
  }));
}

export interface SlideContent {
  readonly content: string;
  readonly notes: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A slide's element, with what the deck adds to it. */
export function renderSlideElement(
  { content, notes, attributes }: SlideContent,
  extras: Extras,
): string {
  const own = [attributes['class'], extras.attributes['class']];
  const sizePx = own.some(Boolean) ? undefined : textSizePx(content);
  const classes = [...own, sizePx && 'words'];
  return element(
    'section',
    {
      ...attributes,
      ...extras.attributes,
      class: classes.filter(Boolean).join(' ') || undefined,
      style: sizePx && `--text:${sizePx}px`,
    },
    extras.before,
    content,
    `<aside class="notes">${notes}</aside>`,
  );
}

/** A slide in place of one that cannot be made. */
export function renderProblem(message: string): SlideContent {
  return {
    content: `<h2>This slide cannot be made</h2><p>${escapeText(message)}</p>`,
    notes: '<ul><li>Mend it, then start again.</li></ul>',
    attributes: { class: 'problem' },
  };
}

function versionsOf({ file, body }: Slide): number {
  const counts = body.text.split('\n').map((text, index) => {
    if (!/^::morph\b/.test(text)) return 1;
    const directive = readDirective(text, { file, line: body.line + index });
    return directive.kind === 'morph' ? directive.at.length : 1;
  });
  return Math.max(1, ...counts);
}

function readDirective(text: string, { file, line }: Place): Directive {
  return saying(file, line, () => parseDirective(text));
}

/** Adds file and line to what goes wrong. */
function saying<Result>(
  file: string,
  line: number,
  work: () => Result,
  about = '',
): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof SlideProblem) throw error;
    const what = error instanceof Error ? error.message : String(error);
    throw new SlideProblem(file, line, `${about}${what}`);
  }
}

function renderDirective(
  text: string,
  place: Place,
  tools: Tools,
  version: number,
): string {
  const directive = readDirective(text, place);
  switch (directive.kind) {
    case 'code':
      return renderCodeAt(directive.at, directive.steps, place, tools);
    case 'morph':
      return renderMorph(directive.at, version, place, tools);
    case 'picture':
      return renderFile(
        `slides/pictures/${directive.name}.svg`,
        place,
        tools,
        (svg) =>
          renderPicture(
            tools.workshop.nextId(`picture-${directive.name}`),
            svg,
          ),
      );
    case 'trace':
      return renderFile(
        `slides/traces/${directive.name}.json`,
        place,
        tools,
        (json) =>
          renderTrace(
            parseRecorded(json),
            directive.view,
            directive.run,
            tools.workshop.nextId(`trace-${directive.name}`),
          ),
      );
    case 'demo':
      checkDemo(directive.name, place);
      return renderFile(
        `slides/traces/${directive.name}.json`,
        place,
        tools,
        (json) => {
          parseRecorded(json);
          return renderDemo(directive.name, json);
        },
      );
    case 'cast':
      tools.workshop.readText(`slides/casts/${directive.name}.cast`, place);
      return tools.casts.get(directive.name) ?? '';
  }
}

function checkDemo(name: string, { file, line }: Place): void {
  if (demoNames.includes(name)) return;
  const what = `there is no demo "${name}"; there are ${demoNames.join(', ')}.`;
  throw new SlideProblem(file, line, what);
}

function renderFile(
  path: string,
  place: Place,
  { workshop }: Tools,
  render: (text: string) => string,
): string {
  const text = workshop.readText(path, place);
  return saying(place.file, place.line, () => render(text), `${path} `);
}

function renderCodeAt(
  at: RegionName,
  steps: readonly string[],
  place: Place,
  { workshop, highlight }: Tools,
): string {
  const region = workshop.readRegion(at, place);
  const missing = steps.find((step) => !region.parts.get(step)?.length);
  if (missing !== undefined) {
    const what = `${at.file}: the region "${at.region}" has no region "${missing}" with a line in it.`;
    throw new SlideProblem(place.file, place.line, what);
  }
  return renderCode(region, steps, { file: at.file, highlight });
}

function renderMorph(
  at: readonly RegionName[],
  version: number,
  place: Place,
  { workshop, highlight }: Tools,
): string {
  const regions = at.map((each) => workshop.readRegion(each, place));
  const versions = regions.map(({ lines }) => lines);
  const ids = lineIds(versions);
  const region = regions[version];
  const file = at[version]?.file;
  if (!region || file === undefined) {
    const what = 'one slide has two ::morph of different lengths.';
    throw new SlideProblem(place.file, place.line, what);
  }
  const before = new Set(ids[version - 1]);
  return renderCode(region, [], {
    file,
    highlight,
    room: roomFor(versions),
    ids: ids[version]?.map((id) => `line-${id}`) ?? [],
    isNew: ids[version]?.map((id) => version > 0 && !before.has(id)) ?? [],
  });
}

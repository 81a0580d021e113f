import { extname } from 'node:path';
import type { Directive, RegionName } from '../source/directive.ts';
import { lineIds } from '../source/line-ids.ts';
import {
  locating,
  SlideProblem,
  type SourcePosition,
} from '../source/problem.ts';
import { demoNames } from '../demo/demo-list.ts';
import { renderBoth } from './both.ts';
import { renderCrowd } from './crowd.ts';
import { renderCode, roomFor } from './code.ts';
import type { Highlight } from './highlight.ts';
import { renderListing } from './listing.ts';
import { withTokenIds } from './morph-tokens.ts';
import { renderPicture } from './picture.ts';
import { parseRecorded, renderDemo, renderTrace } from './recorded.ts';
import { renderPresenter } from './presenter.ts';
import { renderScoreboard } from './scoreboard.ts';
import type { DeckSources } from './sources.ts';

/** What directives are rendered with. */
export interface DirectiveTools {
  readonly sources: DeckSources;
  readonly highlight: Highlight;
  /** Renders a recorded terminal, by its name. */
  readonly renderCast: (name: string) => Promise<string>;
}

/** Where a directive is rendered. */
export interface Spot extends SourcePosition {
  /** Which version of the slide, from 0, where its code morphs. */
  readonly version: number;
}

type Kind = Directive['kind'];
type Renderers = {
  readonly [K in Kind]: (
    directive: Extract<Directive, { kind: K }>,
    spot: Spot,
    tools: DirectiveTools,
  ) => string | Promise<string>;
};

const renderers: Renderers = {
  code: ({ at, steps }, spot, tools) => renderCodeAt(at, steps, spot, tools),
  morph: ({ at }, spot, tools) => renderMorph(at, spot, tools),
  picture: ({ name }, spot, { sources }) =>
    renderFile(`slides/pictures/${name}.svg`, spot, sources, (svg) =>
      renderPicture(sources.nextId(`picture-${name}`), svg),
    ),
  trace: ({ name, view, run }, spot, { sources }) =>
    renderFile(`slides/traces/${name}.json`, spot, sources, (json) =>
      renderTrace(
        parseRecorded(json),
        view,
        run,
        sources.nextId(`trace-${name}`),
      ),
    ),
  both: ({ name, runs }, spot, { sources }) =>
    renderFile(`slides/traces/${name}.json`, spot, sources, (json) =>
      renderBoth(
        parseRecorded(json).runs,
        runs,
        sources.nextId(`both-${name}`),
      ),
    ),
  demo: ({ name }, spot, { sources }) => {
    checkDemo(name, spot);
    return renderFile(`slides/traces/${name}.json`, spot, sources, (json) => {
      parseRecorded(json);
      return renderDemo(name, json);
    });
  },
  crowd: ({ name, run }, spot, { sources }) =>
    renderFile(`slides/traces/${name}.json`, spot, sources, (json) =>
      renderCrowd(parseRecorded(json), run),
    ),
  listing: ({ file, steps }, spot, { sources, highlight }) =>
    renderFile(file, spot, sources, (text) =>
      renderListing(text, file, steps, highlight),
    ),
  score: ({ name, known }, spot, { sources }) =>
    renderFile(`slides/traces/${name}.json`, spot, sources, (json) =>
      renderScoreboard(parseRecorded(json), known),
    ),
  presenter: ({ place }, _spot, { sources }) => renderPresenter(place, sources),
  cast: ({ name }, spot, { sources, renderCast }) => {
    // Names the slide's line where there is no such recording.
    sources.readText(`slides/casts/${name}.cast`, spot);
    return renderCast(name);
  },
};

/**
 * Makes the HTML that replaces a directive.
 * @throws SlideProblem where it cannot be made
 */
export function renderDirective(
  directive: Directive,
  spot: Spot,
  tools: DirectiveTools,
): string | Promise<string> {
  // TypeScript does not see that a kind leads to the renderer of that kind.
  const render = renderers[directive.kind] as (
    directive: Directive,
    spot: Spot,
    tools: DirectiveTools,
  ) => string | Promise<string>;
  return render(directive, spot, tools);
}

function checkDemo(name: string, position: SourcePosition): void {
  if (demoNames.includes(name)) return;
  const what = `there is no demo "${name}"; there are ${demoNames.join(', ')}. A demo is a file in slides/demos that exports "demo".`;
  throw new SlideProblem(position, what);
}

function renderFile(
  path: string,
  position: SourcePosition,
  sources: DeckSources,
  render: (text: string) => string,
): string {
  const text = sources.readText(path, position);
  return locating(position, () => render(text), `${path} `);
}

function renderCodeAt(
  at: RegionName,
  steps: readonly string[],
  position: SourcePosition,
  { sources, highlight }: DirectiveTools,
): string {
  const region = sources.readRegion(at, position);
  const missing = steps.find((step) => !region.parts.get(step)?.length);
  if (missing !== undefined) {
    const what = `${at.file}: the region "${at.region}" has no region "${missing}" with a line in it.`;
    throw new SlideProblem(position, what);
  }
  return renderCode(region, steps, { file: at.file, highlight });
}

function renderMorph(
  at: readonly RegionName[],
  { version, ...position }: Spot,
  { sources, highlight }: DirectiveTools,
): string {
  const regions = at.map((each) => sources.readRegion(each, position));
  const versions = regions.map(({ lines }) => lines);
  const ids = lineIds(versions);
  const region = regions[version];
  const file = at[version]?.file;
  if (!region || file === undefined) {
    const what = 'the two ::morph of a slide must have the same length.';
    throw new SlideProblem(position, what);
  }
  const before = new Set(ids[version - 1]);
  const written = at.map(({ file: each }, index) =>
    highlight(versions[index] ?? [], extname(each).slice(1)),
  );
  const [from, to] = written;
  // Between more than two versions, a word could move twice at once.
  const html =
    from && to && written.length === 2
      ? withTokenIds([from, to], ids)[version]
      : written[version];
  return renderCode(region, [], {
    file,
    highlight,
    room: roomFor(versions),
    html: html ?? [],
    ids: ids[version]?.map((id) => `line-${id}`) ?? [],
    isNew: ids[version]?.map((id) => version > 0 && !before.has(id)) ?? [],
  });
}
